#include "script.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdlib>
#include <utility>

#include "wire.hpp"

namespace tss::fuzz {

namespace {

/// So that one run is over soon.
constexpr std::size_t kMostSteps = 60;

struct Setting {
  std::string_view name;
  double Policy::* number;
  double low;
  double high;
};

constexpr double kLongest = 1e7;

/// Every number of the policy, with the range that the shell lets through.
constexpr std::array kSettings = {
    Setting{"max_attempts", &Policy::max_attempts, 1, 10},
    Setting{"connect_timeout_ms", &Policy::connect_timeout_ms, 1, kLongest},
    Setting{"backoff_base_ms", &Policy::backoff_base_ms, 1, kLongest},
    Setting{"backoff_cap_ms", &Policy::backoff_cap_ms, 1, kLongest},
    Setting{"backoff_jitter_floor", &Policy::backoff_jitter_floor, 0, 1},
    Setting{"proof_of_use_ms", &Policy::proof_of_use_ms, 1, kLongest},
    Setting{"silence_ms", &Policy::silence_ms, 1, kLongest},
    Setting{"silence_cadences", &Policy::silence_cadences, 1, 10},
    Setting{"silence_floor_ms", &Policy::silence_floor_ms, 1, kLongest},
    Setting{"poll_interval_ms", &Policy::poll_interval_ms, 1, kLongest},
    Setting{"poll_interval_cap_ms", &Policy::poll_interval_cap_ms, 1, kLongest},
    Setting{"request_timeout_ms", &Policy::request_timeout_ms, 1, kLongest},
    Setting{"probe_interval_ms", &Policy::probe_interval_ms, 1, kLongest},
    Setting{"probe_jitter", &Policy::probe_jitter, 0, 1},
    Setting{"wake_stale_ms", &Policy::wake_stale_ms, 1, kLongest},
    Setting{"idle_wait_ms", &Policy::idle_wait_ms, 1, kLongest},
    Setting{"retry_after_cap_ms", &Policy::retry_after_cap_ms, 1, kLongest},
    Setting{"linger_ms", &Policy::linger_ms, 0, kLongest},
    Setting{"max_frame_bytes", &Policy::max_frame_bytes, 1, 1'048'576},
    Setting{"max_depth", &Policy::max_depth, 1, 64},
};

std::string_view take_until(std::string_view& text, char end) {
  const std::string_view front = text.substr(0, text.find(end));
  text.remove_prefix(std::min(front.size() + 1, text.size()));
  return front;
}

Line read_line(std::string_view text) {
  Line line;
  std::string_view verb = take_until(text, ' ');
  if (verb == "old") {
    line.is_old = true;
    verb = take_until(text, ' ');
  }
  line.verb = verb;
  line.text = text;
  while (!text.empty()) {
    line.words.emplace_back(take_until(text, ' '));
  }
  return line;
}

void change_policy(Policy& policy, const Line& line) {
  const auto* setting = std::ranges::find(kSettings, line.word(0), &Setting::name);
  if (setting != kSettings.end()) {
    policy.*(setting->number) = line.number(1, setting->low, setting->high);
  }
}

TransportChoice transport_of(const std::string& word) {
  constexpr std::array<std::string_view, 4> kWords = {"auto", "eventsource", "fetch", "polling"};
  const auto* found = std::ranges::find(kWords, word);
  return found == kWords.end() ? TransportChoice::automatic
                               : static_cast<TransportChoice>(found - kWords.begin());
}

Environment environment_of(const Line& line) {
  const auto has = [&line](const char* word) {
    return std::ranges::find(line.words, word) != line.words.end();
  };
  return {.transport = transport_of(line.word(0)),
          .can_stream = has("stream"),
          .online = has("online"),
          .visible = has("visible"),
          .can_renew = has("renew")};
}

}  // namespace

std::string Line::word(std::size_t place, std::string_view otherwise) const {
  return place < words.size() ? words[place] : std::string(otherwise);
}

double Line::number(std::size_t place, double low, double high) const {
  const double number = std::strtod(word(place).c_str(), nullptr);
  return std::isnan(number) ? low : std::clamp(number, low, high);
}

Script read_script(std::string_view text) {
  Script script;
  script.environment.can_stream = true;
  while (!text.empty() && script.steps.size() < kMostSteps) {
    Line line = read_line(take_until(text, '\n'));
    if (line.verb == "policy") {
      change_policy(script.policy, line);
    } else if (line.verb == "environment") {
      script.environment = environment_of(line);
    } else if (line.verb == "seed") {
      script.seed = static_cast<std::uint32_t>(line.number(0, 0, 4294967295.0));
    } else if (line.verb == "known") {
      script.known_status = status_json(line.words, 0);
    } else {
      script.steps.push_back(std::move(line));
    }
  }
  return script;
}

}  // namespace tss::fuzz
