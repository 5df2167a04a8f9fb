#include "session.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <string_view>
#include <utility>

#include "expect.hpp"
#include "tss/status_codec.hpp"
#include "wire.hpp"

namespace tss::fuzz {

namespace {

constexpr double kLongestWait = 1e7;

/// With the shortest intervals of a policy a wait would take for ever; the timers left are late.
constexpr int kMostTicks = 10;

/// The lengths of odd and even pieces: single bytes, and what has much in it.
constexpr std::array<std::size_t, 2> kPieces = {1, 23};

std::string exact(double number) {
  std::array<char, 32> text{};
  auto* const end = std::to_chars(text.data(), text.data() + text.size(), number).ptr;
  return {text.data(), end};
}

std::string line_of(const EffectRecord& effect) {
  return std::to_string(static_cast<int>(effect.type)) + ' ' + exact(effect.generation) + ' ' +
         (effect.urgent ? "urgent " : "") + std::to_string(static_cast<int>(effect.complaint)) +
         ' ' + std::string(effect.text);
}

std::string line_of(const Snapshot& seen) {
  return std::to_string(static_cast<int>(seen.state)) + ' ' + seen.status_text + ' ' +
         exact(seen.progress) + ' ' + exact(seen.metrics.updates) + ' ' +
         exact(seen.metrics.latency.last_ms);
}

/// The newest of `generations`, or of those before it; one that was never given if there is none.
double pick(const std::vector<double>& generations, bool is_old) {
  const std::size_t back = is_old ? 2 : 1;
  return generations.size() < back ? 0 : generations[generations.size() - back];
}

std::string id_of(const Line& line) { return line.word(0, "e1") + '-' + line.word(1, "1"); }

double retry_after(const Line& line) {
  return line.word(1).empty() ? -1 : line.number(1, -1, kLongestWait);
}

}  // namespace

Session::Session(const Script& script, Delivery delivery)
    : is_fetch_(script.environment.transport == TransportChoice::fetch),
      policy_(script.policy),
      delivery_(delivery),
      core_(script.policy, script.seed),
      watch_(script.policy) {
  present() = "start";
  const Snapshot before = core_.snapshot(now_ms_);
  see(nullptr, before, core_.next_deadline(),
      core_.start(script.environment, script.known_status, now_ms_));
  for (const Line& line : script.steps) {
    if (watch_.is_finished()) {
      break;
    }
    take(line);
  }
  log_.push_back(line_of(core_.snapshot(now_ms_)));
}

void Session::take(const Line& line) {
  present() = (line.is_old ? "old " : "") + line.verb + ' ' + line.text;
  if (!take_world(line)) {
    take_stream(line);
    take_request(line);
  }
}

bool Session::take_world(const Line& line) {
  constexpr std::array<std::pair<std::string_view, EventType>, 9> kPlain = {{
      {"retry", EventType::retry},
      {"acquire", EventType::acquire},
      {"release", EventType::release},
      {"dispose", EventType::dispose},
      {"online", EventType::online},
      {"offline", EventType::offline},
      {"wake", EventType::wake},
      {"hide", EventType::hide},
      {"tick", EventType::tick},
  }};
  if (line.verb == "wait") {
    wait(line.number(0, 0, kLongestWait));
    return true;
  }
  if (line.verb == "due") {
    tick_late(line.number(0, 0, kLongestWait));
    return true;
  }
  const auto* plain =
      std::ranges::find(kPlain, line.verb, [](const auto& one) { return one.first; });
  if (plain == kPlain.end()) {
    return false;
  }
  dispatch({.type = plain->second, .away_ms = line.number(0, 0, kLongestWait)});
  return true;
}

void Session::take_stream(const Line& line) {
  const double generation = stream_of(line);
  if (line.verb == "opened") {
    dispatch({.type = EventType::stream_opened, .generation = generation});
  } else if (line.verb == "failed") {
    dispatch({.type = EventType::stream_failed, .generation = generation});
  } else if (line.verb == "refused") {
    dispatch({.type = EventType::stream_refused,
              .generation = generation,
              .http_status = std::trunc(line.number(0, 0, 599)),
              .retry_after_ms = retry_after(line)});
  } else if (line.verb == "status") {
    send_status(line);
  } else if (line.verb == "beat") {
    send_message(line, "heartbeat", heartbeat_json(now_ms_), "");
  } else if (line.verb == "close") {
    send_message(line, "close", close_json(line.words), "");
  } else if (line.verb == "message") {
    const std::string name = line.word(0, "message");
    send_message(line, name, line.text.substr(std::min(name.size() + 1, line.text.size())), "");
  } else if (line.verb == "bytes") {
    send_bytes(line, unescaped(line.text));
    is_between_frames_ = false;
  }
}

void Session::take_request(const Line& line) {
  const double generation = request_of(line);
  if (line.verb == "answer") {
    dispatch({.type = EventType::response,
              .generation = generation,
              .text = status_json(line.words, now_ms_),
              .http_status = 200});
  } else if (line.verb == "refuse") {
    dispatch({.type = EventType::response,
              .generation = generation,
              .http_status = std::trunc(line.number(0, 0, 599)),
              .retry_after_ms = retry_after(line)});
  } else if (line.verb == "body") {
    const std::string status = line.word(0);
    dispatch(
        {.type = EventType::response,
         .generation = generation,
         .text = std::string_view(line.text).substr(std::min(status.size() + 1, line.text.size())),
         .http_status = std::trunc(line.number(0, 0, 599))});
  }
}

void Session::wait(double length_ms) {
  const double end = now_ms_ + length_ms;
  for (int ticks = 0; core_.next_deadline() <= end && ticks < kMostTicks; ++ticks) {
    tick_late(0);
    if (watch_.is_finished()) {
      return;
    }
  }
  now_ms_ = end;
}

void Session::tick_late(double by_ms) {
  if (std::isfinite(core_.next_deadline())) {
    now_ms_ = std::max(now_ms_, core_.next_deadline()) + by_ms;
  }
  dispatch({.type = EventType::tick});
}

void Session::send_status(const Line& line) {
  const std::string status = status_json(line.words, now_ms_);
  const std::string id = id_of(line);
  const std::string whole = frame("status", status, id);
  const bool is_one_frame = is_between_frames_ && whole.find('\r') == std::string::npos &&
                            static_cast<double>(whole.size()) <= policy_.max_frame_bytes;
  Status read;
  const bool must_arrive = watch_.stream() == stream_of(line) && (!is_fetch_ || is_one_frame) &&
                           !decode_status(status, policy_, read);
  const double before = statuses();
  send_message(line, "status", status, id);
  expect(!must_arrive || statuses() == before + 1,
         "a status on the stream that is awaited arrives");
}

void Session::send_message(const Line& line, const std::string& name, const std::string& data,
                           const std::string& id) {
  if (is_fetch_) {
    send_bytes(line, frame(name, data, id));
    is_between_frames_ = true;
  } else {
    dispatch({.type = EventType::stream_message,
              .generation = stream_of(line),
              .name = name,
              .text = data,
              .id = id});
  }
}

void Session::send_bytes(const Line& line, const std::string& bytes) {
  EventRecord event{.type = EventType::stream_bytes, .generation = stream_of(line)};
  std::size_t turn = 0;
  for (std::size_t at = 0; at < bytes.size() && !watch_.is_finished(); at += event.text.size()) {
    const bool is_whole = delivery_ == Delivery::as_given;
    event.text =
        std::string_view(bytes).substr(at, is_whole ? std::string::npos : kPieces[turn++ % 2]);
    dispatch(event);
  }
}

void Session::dispatch(const EventRecord& event) {
  if (delivery_ == Delivery::otherwise && watch_.is_old(event)) {
    return;
  }
  const Snapshot before = core_.snapshot(now_ms_);
  const double deadline_before_ms = core_.next_deadline();
  see(&event, before, deadline_before_ms, core_.dispatch(event, now_ms_));
}

void Session::see(const EventRecord* event, const Snapshot& before, double deadline_before_ms,
                  std::vector<EffectRecord> effects) {
  for (const EffectRecord& effect : effects) {
    log_.push_back(exact(now_ms_) + ' ' + line_of(effect));
    if (effect.type == EffectType::open_stream) {
      streams_.push_back(effect.generation);
      is_between_frames_ = true;
    } else if (effect.type == EffectType::request_status) {
      requests_.push_back(effect.generation);
    }
  }
  watch_.see({.event = event,
              .now_ms = now_ms_,
              .before = before,
              .after = core_.snapshot(now_ms_),
              .effects = std::move(effects),
              .deadline_before_ms = deadline_before_ms,
              .deadline_ms = core_.next_deadline()});
}

double Session::statuses() const {
  const Metrics metrics = core_.snapshot(now_ms_).metrics;
  return metrics.updates + metrics.outdated;
}

double Session::stream_of(const Line& line) const { return pick(streams_, line.is_old); }
double Session::request_of(const Line& line) const { return pick(requests_, line.is_old); }

}  // namespace tss::fuzz
