#include "wire.hpp"

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdio>

namespace tss::fuzz {

namespace {

std::string word(const std::vector<std::string>& words, std::size_t place,
                 const std::string& otherwise) {
  return place < words.size() && !words[place].empty() ? words[place] : otherwise;
}

/// The server's clock as RFC 3339: an hour past noon when the client's monotonic one is at zero.
std::string timestamp(double now_ms) {
  using namespace std::chrono;
  const sys_time<milliseconds> time =
      sys_days{2026y / January / 1} + 13h + milliseconds{static_cast<std::int64_t>(now_ms)};
  const auto day = floor<days>(time);
  const year_month_day date{day};
  const hh_mm_ss clock{time - day};
  std::array<char, 40> text{};
  const int length = std::snprintf(
      text.data(), text.size(), "%04d-%02u-%02uT%02d:%02d:%02d.%03dZ",
      static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
      static_cast<unsigned>(date.day()), static_cast<int>(clock.hours().count()),
      static_cast<int>(clock.minutes().count()), static_cast<int>(clock.seconds().count()),
      static_cast<int>(clock.subseconds().count()));
  return {text.data(), static_cast<std::size_t>(length)};
}

/// Of the character behind a backslash.
char meaning_of(char mark) {
  switch (mark) {
    case 'n':
      return '\n';
    case 'r':
      return '\r';
    case '0':
      return '\0';
    default:
      return mark;
  }
}

}  // namespace

std::string status_json(const std::vector<std::string>& words, double now_ms) {
  return R"({"session_id":"s","epoch":")" + word(words, 0, "e1") + R"(","sequence":)" +
         word(words, 1, "1") + R"(,"attempt":)" + word(words, 2, "1") + R"(,"status":")" +
         word(words, 3, "processing") + R"(","progress":)" + word(words, 4, "50") +
         R"(,"message":"m","timestamp":")" + word(words, 5, timestamp(now_ms)) + R"("})";
}

std::string heartbeat_json(double now_ms) {
  return R"({"timestamp":")" + timestamp(now_ms) + R"("})";
}

std::string close_json(const std::vector<std::string>& words) {
  return R"({"reason":")" + word(words, 0, "shutdown") + R"(","reconnect":)" +
         word(words, 1, "true") + R"(,"retry_after_ms":)" + word(words, 2, "null") + "}";
}

std::string frame(std::string_view name, std::string_view data, std::string_view id) {
  std::string text;
  if (!id.empty()) {
    text.append("id: ").append(id).append("\n");
  }
  return text.append("event: ").append(name).append("\ndata: ").append(data).append("\n\n");
}

std::string unescaped(std::string_view text) {
  std::string plain;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '\\' || at + 1 == text.size()) {
      plain += text[at];
      continue;
    }
    plain += meaning_of(text[++at]);
  }
  return plain;
}

}  // namespace tss::fuzz
