#include "script_mutator.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <iterator>
#include <random>
#include <vector>

namespace tss::fuzz {

namespace {

using Chance = std::minstd_rand;
using Lines = std::vector<std::string>;

/// In which # is any number, @ any epoch, $ any word of a status, ! any HTTP status.
constexpr std::array<std::string_view, 38> kForms = {
    "wait #",
    "wait #",
    "due 0",
    "due 0",
    "due #",
    "tick",
    "opened",
    "opened",
    "failed",
    "failed",
    "refused !",
    "refused ! #",
    "status @ # 1 processing #",
    "status @ # # $ #",
    "beat",
    "beat",
    "close idle true #",
    "close shutdown false",
    "close replaced true #",
    "answer @ # 1 processing #",
    "answer @ # # $ #",
    "refuse !",
    "refuse ! #",
    "body ! {}",
    "message status {}",
    "bytes data: #\\n\\n",
    "bytes retry: #\\n",
    "bytes id: @-#\\n\\n",
    "bytes data: #",
    "bytes event: close\\ndata: ",
    "retry",
    "release",
    "acquire",
    "dispose",
    "online",
    "offline",
    "hide",
    "wake #",
};

constexpr std::array<std::string_view, 27> kSettings = {
    "environment auto stream online visible",
    "environment fetch stream online visible renew",
    "environment fetch stream online visible",
    "environment eventsource stream online",
    "environment auto online visible",
    "environment polling online visible renew",
    "environment auto stream",
    "known @ # 1 processing #",
    "seed #",
    "policy max_attempts 1",
    "policy connect_timeout_ms #",
    "policy backoff_base_ms #",
    "policy backoff_cap_ms #",
    "policy backoff_jitter_floor 0",
    "policy proof_of_use_ms #",
    "policy silence_ms #",
    "policy silence_floor_ms #",
    "policy poll_interval_ms #",
    "policy poll_interval_cap_ms #",
    "policy request_timeout_ms #",
    "policy probe_interval_ms #",
    "policy probe_jitter 1",
    "policy wake_stale_ms #",
    "policy idle_wait_ms #",
    "policy retry_after_cap_ms #",
    "policy linger_ms #",
    "policy max_frame_bytes #",
};

constexpr std::array<std::string_view, 22> kNumbers = {
    "0",    "1",    "2",    "3",     "4",     "5",     "9",     "50",    "100",    "101",     "250",
    "1000", "2999", "3000", "10000", "20001", "30000", "45000", "60000", "100000", "4000000", "-1"};
constexpr std::array<std::string_view, 6> kEpochs = {"e1", "e2", "e3", "e4", "e5", "\\u00e9"};
constexpr std::array<std::string_view, 6> kWords = {"queued",    "processing", "processing",
                                                    "completed", "failed",     "paused"};
constexpr std::array<std::string_view, 14> kHttp = {
    "0", "200", "204", "301", "400", "401", "403", "404", "410", "429", "429", "500", "503", "503"};

template <typename Choices>
std::string any_of(const Choices& choices, Chance& chance) {
  return std::string(choices[chance() % choices.size()]);
}

std::string filled(std::string_view form, Chance& chance) {
  std::string line;
  for (const char c : form) {
    switch (c) {
      case '#':
        line += any_of(kNumbers, chance);
        break;
      case '@':
        line += any_of(kEpochs, chance);
        break;
      case '$':
        line += any_of(kWords, chance);
        break;
      case '!':
        line += any_of(kHttp, chance);
        break;
      default:
        line += c;
    }
  }
  return line;
}

std::string any_line(Chance& chance) {
  if (chance() % 12 == 0) {
    return filled(any_of(kSettings, chance), chance);
  }
  return (chance() % 10 == 0 ? "old " : "") + filled(any_of(kForms, chance), chance);
}

/// Puts another number in the place of one of `line`'s words.
void change_number(std::string& line, Chance& chance) {
  const std::size_t start = line.find_first_of("0123456789", chance() % (line.size() + 1));
  if (start == std::string::npos) {
    line = any_line(chance);
    return;
  }
  const std::size_t end = std::min(line.find_first_not_of("0123456789.", start), line.size());
  line.replace(start, end - start, any_of(kNumbers, chance));
}

Lines split(std::string_view text) {
  Lines lines;
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    lines.emplace_back(line);
    text.remove_prefix(std::min(line.size() + 1, text.size()));
  }
  return lines;
}

std::string join(const Lines& lines) {
  std::string text;
  for (const std::string& line : lines) {
    text += line + '\n';
  }
  return text;
}

auto place(Lines& lines, std::size_t at) { return lines.begin() + static_cast<std::ptrdiff_t>(at); }

void change(Lines& lines, Chance& chance) {
  const std::size_t at = lines.empty() ? 0 : chance() % lines.size();
  switch (lines.empty() ? 0 : chance() % 8) {
    case 0:
    case 1:
      lines.insert(place(lines, lines.empty() ? 0 : chance() % (lines.size() + 1)),
                   any_line(chance));
      return;
    case 2:
      lines.push_back(any_line(chance));
      return;
    case 3:
      lines.erase(place(lines, at));
      return;
    case 4:
      lines.insert(place(lines, at), std::string(lines[chance() % lines.size()]));
      return;
    case 5:
      std::swap(lines[at], lines[chance() % lines.size()]);
      return;
    case 6:
      lines[at] = any_line(chance);
      return;
    default:
      change_number(lines[at], chance);
      return;
  }
}

}  // namespace

std::string mutate_script(std::string_view text, unsigned seed) {
  Chance chance(seed);
  Lines lines = split(text);
  for (unsigned times = 1 + (chance() % 4); times > 0; --times) {
    change(lines, chance);
  }
  return join(lines);
}

std::string cross_scripts(std::string_view one, std::string_view other, unsigned seed) {
  Chance chance(seed);
  Lines lines = split(one);
  const Lines more = split(other);
  const std::size_t at = chance() % (lines.size() + 1);
  const std::size_t from = chance() % (more.size() + 1);
  if (chance() % 2 == 0) {
    lines.resize(at);
  }
  lines.insert(place(lines, at), std::next(more.begin(), static_cast<std::ptrdiff_t>(from)),
               more.end());
  return join(lines);
}

}  // namespace tss::fuzz
