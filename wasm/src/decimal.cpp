#include "tss/decimal.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>

namespace tss {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// value · 10^exponent. Powers up to 10^22 are exact, so one step of that size rounds once only.
double scaled(double value, int exponent) {
  constexpr int kExactPower = 22;
  while (exponent != 0 && value != 0 && value <= std::numeric_limits<double>::max()) {
    const bool up = exponent > 0;
    const int step = std::min(up ? exponent : -exponent, kExactPower);
    double power = 1;
    for (int i = 0; i < step; ++i) {
      power *= 10;
    }
    value = up ? value * power : value / power;
    exponent += up ? -step : step;
  }
  return value;
}

/// A number as far as it has been read: mantissa · 10^exponent.
struct Scanned {
  const char* rest = nullptr;
  std::uint64_t mantissa = 0;
  int exponent = 0;

  void take_digits(bool are_fraction) {
    // Digits beyond the 19th cannot change a double by more than its last place.
    constexpr std::uint64_t kFull = 1'000'000'000'000'000'000U;
    for (; is_digit(*rest); ++rest) {
      if (mantissa < kFull) {
        mantissa = (mantissa * 10) + static_cast<std::uint64_t>(*rest - '0');
        exponent -= are_fraction ? 1 : 0;
      } else {
        exponent += are_fraction ? 0 : 1;
      }
    }
  }

  void take_exponent() {
    // Beyond any double: the value overflows or vanishes all the same.
    constexpr int kBeyond = 100'000;
    const bool below = *rest == '-';
    if (below || *rest == '+') {
      ++rest;
    }
    int power = 0;
    for (; is_digit(*rest); ++rest) {
      power = std::min((power * 10) + (*rest - '0'), kBeyond);
    }
    exponent += below ? -power : power;
  }
};

}  // namespace

double read_decimal(const char* text, const char** end) {
  const bool negative = *text == '-';
  Scanned number{.rest = negative ? text + 1 : text};
  number.take_digits(false);
  if (*number.rest == '.') {
    ++number.rest;
    number.take_digits(true);
  }
  if (*number.rest == 'e' || *number.rest == 'E') {
    ++number.rest;
    number.take_exponent();
  }
  *end = number.rest;
  const double value = scaled(static_cast<double>(number.mantissa), number.exponent);
  return negative ? 0 - value : value;
}

}  // namespace tss
