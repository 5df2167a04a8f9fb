#include "timestamp_reference.hpp"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdlib>
#include <string>

namespace tss::fuzz {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// `shape` has a 0 where any digit may stand.
bool has_shape(std::string_view text, std::string_view shape) {
  return text.size() == shape.size() &&
         std::ranges::equal(text, shape, [](char found, char wanted) {
           return wanted == '0' ? is_digit(found) : found == wanted;
         });
}

int number(std::string_view digits) {
  return static_cast<int>(std::strtol(std::string(digits).c_str(), nullptr, 10));
}

}  // namespace

std::optional<ExpectedTime> expected_time(std::string_view text) {
  constexpr std::string_view kShape = "0000-00-00T00:00:00";
  if (!has_shape(text.substr(0, kShape.size()), kShape)) {
    return std::nullopt;
  }
  std::string_view rest = text.substr(kShape.size());
  std::string fraction = "0.";
  if (rest.starts_with('.')) {
    rest.remove_prefix(1);
    for (; !rest.empty() && is_digit(rest[0]); rest.remove_prefix(1)) {
      fraction += rest[0];
    }
  }
  const bool is_ahead = has_shape(rest, "+00:00");
  const bool is_offset = is_ahead || has_shape(rest, "-00:00");
  if (!is_offset && rest != "Z") {
    return std::nullopt;
  }
  const std::chrono::year_month_day day{
      std::chrono::year{number(text.substr(0, 4))},
      std::chrono::month{static_cast<unsigned>(number(text.substr(5, 2)))},
      std::chrono::day{static_cast<unsigned>(number(text.substr(8, 2)))}};
  const int hour = number(text.substr(11, 2));
  const int minute = number(text.substr(14, 2));
  const int second = number(text.substr(17, 2));
  const int offset_hour = is_offset ? number(rest.substr(1, 2)) : 0;
  const int offset_minute = is_offset ? number(rest.substr(4, 2)) : 0;
  if (!day.ok() || hour > 23 || minute > 59 || second > 60 || offset_hour > 23 ||
      offset_minute > 59) {
    return ExpectedTime{};
  }
  using std::chrono::hours;
  using std::chrono::minutes;
  const minutes offset = hours{offset_hour} + minutes{offset_minute};
  const auto time = std::chrono::sys_days{day} + hours{hour} + minutes{minute} +
                    std::chrono::seconds{second} - (is_ahead ? offset : -offset);
  const double unix_ms = static_cast<double>(time.time_since_epoch().count()) * 1000;
  return ExpectedTime{.is_real = true,
                      .unix_ms = unix_ms + (std::strtod(fraction.c_str(), nullptr) * 1000)};
}

}  // namespace tss::fuzz
