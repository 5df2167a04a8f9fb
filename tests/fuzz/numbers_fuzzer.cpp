// Timestamps and decimal numbers: they come to what the standard library makes of them.
//
// An input is a text, which is read as each.
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "expect.hpp"
#include "timestamp_reference.hpp"
#include "tss/decimal.hpp"
#include "tss/timestamp.hpp"

namespace tss::fuzz {

namespace {

void check_timestamp(std::string_view text) {
  const auto time = parse_timestamp(text);
  const auto expected = expected_time(text);
  expect(time.has_value() == expected.has_value(), "a time is what looks like one");
  if (time && expected) {
    expect(std::isfinite(*time), "a time is a number");
    expect(!expected->is_real || std::abs(*time - expected->unix_ms) < 0.001,
           "a time is that of the calendar");
  }
}

/// What read_decimal() promises to read exactly: at most 15 digits and a power of ten up to 22.
bool is_exactly_readable(const std::string& number) {
  const std::size_t mark = std::min(number.find_first_of("eE"), number.size());
  const std::string mantissa = number.substr(0, mark);
  const std::size_t point = std::min(mantissa.find('.'), mantissa.size() - 1);
  const auto fraction = static_cast<std::int64_t>(mantissa.size() - 1 - point);
  const std::size_t first = std::min(mantissa.find_first_of("123456789"), mantissa.size());
  const auto digits = std::count_if(mantissa.begin() + static_cast<std::ptrdiff_t>(first),
                                    mantissa.end(), [](char c) { return c != '.'; });
  const std::int64_t exponent =
      mark < number.size() ? std::strtoll(number.c_str() + mark + 1, nullptr, 10) : 0;
  const std::int64_t power = std::clamp<std::int64_t>(exponent, -1'000, 1'000) - fraction;
  return digits <= 15 && power >= -22 && power <= 22;
}

void check_decimal(const std::string& text) {
  const char* end = nullptr;
  const double number = read_decimal(text.c_str(), &end);
  expect(end >= text.c_str() && end <= text.c_str() + text.size(), "a number ends in its text");
  const std::string read(text.c_str(), end);
  const bool is_number = text.find_first_not_of("+-.0123456789eE") == std::string::npos &&
                         nlohmann::json::accept(text);
  expect(!is_number || read == text, "a number is read to its end");
  // Exponents of more digits than any real one are cut off, and so are the digits they would undo.
  constexpr std::size_t kLongest = 1'000;
  if (!nlohmann::json::accept(read) || read.size() > kLongest) {
    return;
  }
  const double expected = std::strtod(read.c_str(), nullptr);
  if (std::isinf(expected) || std::isinf(number)) {
    expect(std::abs(number) >= std::numeric_limits<double>::max() * (1 - 1e-14) &&
               std::abs(expected) >= std::numeric_limits<double>::max() * (1 - 1e-14),
           "a number overflows where all doubles end");
    return;
  }
  const double error = std::abs(number - expected);
  const double unit = std::nextafter(std::abs(expected), INFINITY) - std::abs(expected);
  expect(is_exactly_readable(read) ? error == 0 : error <= 20 * unit,
         "a number is that of strtod, or a few units beside it");
}

}  // namespace

}  // namespace tss::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(bytes), size);
  tss::fuzz::check_timestamp(text);
  tss::fuzz::check_decimal(text);
  return 0;
}
