#include "tss/timestamp.hpp"

#include <array>
#include <cstddef>
#include <span>

namespace tss {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Reads `text` by `pattern`, in which a digit n stands for one digit of the n-th number and
/// anything else for itself. Returns how much of `text` matched the whole pattern, or 0.
std::size_t scan(std::string_view text, std::string_view pattern, std::span<int> numbers) {
  if (text.size() < pattern.size()) {
    return 0;
  }
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (is_digit(pattern[i])) {
      if (!is_digit(text[i])) {
        return 0;
      }
      int& number = numbers[static_cast<std::size_t>(pattern[i] - '0')];
      number = (number * 10) + (text[i] - '0');
    } else if (pattern[i] != text[i]) {
      return 0;
    }
  }
  return pattern.size();
}

}  // namespace

std::optional<double> parse_timestamp(std::string_view text) {
  enum Number {
    kYear,
    kMonth,
    kDay,
    kHour,
    kMinute,
    kSecond,
    kOffsetHour,
    kOffsetMinute,
    kNumbers
  };
  std::array<int, kNumbers> number{};
  std::size_t at = scan(text, "0000-11-22T33:44:55", number);
  if (at == 0) {
    return std::nullopt;
  }
  double fraction_ms = 0;
  if (at < text.size() && text[at] == '.') {
    double unit = 100;
    for (++at; at < text.size() && is_digit(text[at]); ++at, unit /= 10) {
      fraction_ms += unit * (text[at] - '0');
    }
  }
  const std::string_view zone = text.substr(at);
  if (zone != "Z" && (zone.size() != 6 ||
                      (scan(zone, "+66:77", number) == 0 && scan(zone, "-66:77", number) == 0))) {
    return std::nullopt;
  }
  const int offset = (number[kOffsetHour] * 60) + number[kOffsetMinute];
  // Days since 1970, counted in years that begin in March, so that a leap day is a year's last.
  const int year = number[kYear] - (number[kMonth] < 3 ? 1 : 0);
  const int month = (number[kMonth] + 9) % 12;
  const int leap_days = (year / 4) - (year / 100) + (year / 400);
  const int day = (year * 365) + leap_days + (((month * 153) + 2) / 5) + number[kDay] - 719'469;
  const double minutes = (((static_cast<double>(day) * 24) + number[kHour]) * 60) +
                         number[kMinute] - (zone[0] == '-' ? -offset : offset);
  return (((minutes * 60) + number[kSecond]) * 1'000) + fraction_ms;
}

}  // namespace tss
