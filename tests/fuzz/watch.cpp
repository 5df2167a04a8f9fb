#include "watch.hpp"

#include <algorithm>
#include <cstddef>
#include <functional>
#include <utility>

#include "expect.hpp"
#include "snapshot_figures.hpp"
#include "tss/event.hpp"
#include "tss/status_codec.hpp"

namespace tss::fuzz {

namespace {

bool is_of_stream(EventType type) {
  return type == EventType::stream_opened || type == EventType::stream_message ||
         type == EventType::stream_bytes || type == EventType::stream_refused ||
         type == EventType::stream_failed;
}

bool has(const Call& call, EffectType type) {
  return std::ranges::find(call.effects, type, &EffectRecord::type) != call.effects.end();
}

bool is_release(const Call& call) {
  return call.event != nullptr &&
         (call.event->type == EventType::dispose || call.event->type == EventType::tick);
}

void check_publish(const Call& call) {
  const bool is_seen = call.before.status_text != call.after.status_text ||
                       !are_same(visible_figures(call.before), visible_figures(call.after));
  expect(!is_seen || has(call, EffectType::publish),
         "M16: what is seen does not change in silence");
}

}  // namespace

void Watch::see(const Call& call) {
  expect(!is_finished_, "nothing is called after the finish");
  if (call.event != nullptr) {
    check_old_generation(call);
    note_event(call);
    note_gate(call);
    note_planned_close(call);
  }
  for (const EffectRecord& effect : call.effects) {
    expect(!is_finished_, "M20: the finish is the last effect");
    note_effect(effect, call.now_ms);
  }
  check_publish(call);
  check_deadline(call);
  check_state(call);
  check_end(call);
  check_status(call);
  check_metrics(call);
}

bool Watch::is_old(const EventRecord& event) const {
  return (event.type == EventType::response && event.generation != request_) ||
         (is_of_stream(event.type) && event.generation != stream_);
}

void Watch::note_event(const Call& call) {
  if (call.event->type == EventType::retry) {
    back_at_ms_ = -std::numeric_limits<double>::infinity();
  }
  if (call.event->type == EventType::response && !is_old(*call.event)) {
    request_.reset();
  }
}

void Watch::check_old_generation(const Call& call) const {
  if (!is_old(*call.event)) {
    return;
  }
  expect(call.effects.empty(), "M3: what an old stream or request says has no effect");
  expect(call.deadline_before_ms == call.deadline_ms &&
             call.before.status_text == call.after.status_text &&
             are_same(visible_figures(call.before), visible_figures(call.after)) &&
             are_same(counted_figures(call.before), counted_figures(call.after)),
         "M3: what an old stream or request says changes nothing");
}

void Watch::note_gate(const Call& call) {
  const EventRecord& event = *call.event;
  const bool is_refusal = event.type == EventType::stream_refused && event.generation == stream_;
  // note_event() has taken the request off.
  const bool is_failure =
      event.type == EventType::response &&
      call.before.metrics.status_failures + 1 == call.after.metrics.status_failures;
  if ((is_refusal || is_failure) && event.retry_after_ms >= 0) {
    const double wait = std::min(event.retry_after_ms, policy_.retry_after_cap_ms);
    gate_ms_ = std::max(gate_ms_, call.now_ms + wait);
  }
}

void Watch::note_planned_close(const Call& call) {
  const EventRecord& event = *call.event;
  if (event.type != EventType::stream_message || event.name != "close" ||
      event.generation != stream_) {
    return;
  }
  CloseNotice notice;
  if (!decode_close(event.text, policy_, notice) && notice.reconnect) {
    const double asked = notice.retry_after.value_or(Millis{0}).count();
    back_at_ms_ = call.now_ms + std::min(asked, policy_.retry_after_cap_ms);
  }
}

void Watch::take_generation(double generation, double now_ms) {
  expect(generation > last_generation_, "M3: every generation is new");
  expect(now_ms >= gate_ms_, "M13: no server is called before its Retry-After is over");
  expect(!is_final_, "M5: nothing is asked for after a terminal status");
  last_generation_ = generation;
}

void Watch::note_effect(const EffectRecord& effect, double now_ms) {
  switch (effect.type) {
    case EffectType::open_stream:
      take_generation(effect.generation, now_ms);
      expect(!stream_, "M1: there is one stream at most");
      expect(now_ms >= back_at_ms_,
             "M13: no stream is opened before a planned close's delay is over");
      stream_ = effect.generation;
      ++streams_;
      return;
    case EffectType::close_stream:
      expect(effect.generation == stream_, "M1: only the stream that is there is closed");
      stream_.reset();
      return;
    case EffectType::request_status:
      take_generation(effect.generation, now_ms);
      expect(!request_, "M2: there is one request at most");
      request_ = effect.generation;
      ++requests_;
      return;
    case EffectType::cancel_request:
      expect(effect.generation == request_, "M2: only the request that is there is cancelled");
      request_.reset();
      return;
    case EffectType::renew_credentials:
      expect(!is_final_, "M5: nothing is asked for after a terminal status");
      return;
    case EffectType::finish:
      is_finished_ = true;
      return;
    case EffectType::publish:
    case EffectType::report:
      return;
  }
}

void Watch::check_deadline(const Call& call) const {
  const bool is_tick = call.event != nullptr && call.event->type == EventType::tick;
  expect(!is_tick || call.deadline_ms > call.now_ms,
         "M8: after a tick the next deadline lies ahead");

  // The longest that anything may be waited for in a state that something is to come of.
  const double from = std::max(call.now_ms, gate_ms_);
  switch (call.after.state) {
    case State::connecting:
      expect(call.deadline_ms <= call.now_ms + policy_.connect_timeout_ms,
             "M8: a stream has its time to open");
      return;
    case State::open:
      expect(call.deadline_ms <= call.now_ms + policy_.silence_ms,
             "M8: a stream is not silent for ever");
      return;
    case State::backoff:
      expect(call.deadline_ms <= from + std::max({policy_.backoff_cap_ms, policy_.idle_wait_ms,
                                                  policy_.retry_after_cap_ms}),
             "M8: a stream is tried again");
      return;
    case State::polling:
      expect(request_ || call.deadline_ms <= from + std::max(policy_.poll_interval_ms,
                                                             policy_.poll_interval_cap_ms),
             "M8: polls go on");
      return;
    case State::idle:
    case State::suspended:
    case State::closed:
    case State::failed:
      return;
  }
}

void Watch::check_state(const Call& call) const {
  const Snapshot& seen = call.after;
  const bool has_stream = stream_.has_value();
  const bool is_over = seen.state == State::failed || seen.state == State::closed;
  expect(!seen.connected || seen.problem == Problem::none, "M15: what arrives is no error");
  expect(!seen.fatal || is_over, "M15: a fatal error is shown only where nothing goes on");
  expect(seen.fatal || seen.state != State::failed, "M15: what has failed says why");
  switch (seen.state) {
    case State::connecting:
    case State::open:
      expect(has_stream, "M1: there is a stream to wait for or to read");
      return;
    case State::backoff:
      expect(!has_stream, "M1: there is no stream during a backoff");
      return;
    case State::polling:
      expect(has_stream == seen.probing, "M1: a stream beside the polls is a probe");
      return;
    case State::idle:
    case State::suspended:
    case State::failed:
      expect(!has_stream && !request_, "M7: nothing is under way where nothing is to come");
      return;
    case State::closed:
      expect(!has_stream, "M1: there is no stream after the end");
      return;
  }
}

void Watch::check_end(const Call& call) const {
  if (is_finished_) {
    expect(is_release(call), "M20: nothing finishes that has users");
    expect(!stream_ && !request_ && call.deadline_ms == std::numeric_limits<double>::infinity(),
           "M20: the finish leaves nothing behind");
  }
  if (is_final_) {
    expect(call.after.state == State::closed, "M5: a terminal status is final");
  }
}

std::optional<Status> Watch::read(const std::string& text) const {
  Status status;
  expect(!decode_status(text, policy_, status), "only a valid status is shown");
  return status;
}

void Watch::check_status(const Call& call) {
  const double updates = call.after.metrics.updates - call.before.metrics.updates;
  expect(call.event == nullptr || updates > 0 || call.before.status_text == call.after.status_text,
         "M6: what is shown changes by an update only");
  expect(call.after.progress >= 0 && call.after.progress <= 100, "progress is from 0 to 100");
  if (call.before.status_text == call.after.status_text) {
    expect(updates > 0 || call.before.progress == call.after.progress,
           "M6: progress changes by an update only");
    return;
  }
  const auto before = std::exchange(shown_, read(call.after.status_text));
  const auto& after = shown_;
  if (updates > 1) {
    // What came in between was not to be seen.
    retired_.clear();
  } else if (before && updates > 0) {
    expect(!is_final_, "M5: a terminal status is final");
    expect(before->epoch != after->epoch || before->sequence < after->sequence,
           "M6: a sequence does not run backwards");
    expect(before->attempt != after->attempt || call.before.progress <= call.after.progress,
           "M6: progress does not run backwards within an attempt");
    expect(after->epoch.empty() || std::ranges::find(retired_, after->epoch) == retired_.end(),
           "M6: an epoch that has ended does not come back");
  }
  if (before && before->epoch != after->epoch) {
    constexpr std::size_t kRemembered = 4;
    retired_.push_back(before->epoch);
    retired_.erase(retired_.begin(), retired_.end() - static_cast<std::ptrdiff_t>(
                                                          std::min(retired_.size(), kRemembered)));
  }
  is_final_ = is_terminal(after->word);
  expect(!is_final_ || call.after.state == State::closed,
         "M5: a terminal status closes everything");
}

void Watch::check_metrics(const Call& call) const {
  const Metrics& metrics = call.after.metrics;
  expect(metrics.streams_opened == streams_ && metrics.status_requests == requests_ &&
             metrics.requests == streams_ + requests_,
         "streams and requests are counted");
  expect(metrics.connects <= metrics.streams_opened && metrics.disconnects <= metrics.connects,
         "no stream opens or ends twice");
  expect(metrics.uptime_ratio >= 0 && metrics.uptime_ratio <= 1, "the uptime is a share");
  expect(std::ranges::equal(counted_figures(call.before), counted_figures(call.after),
                            std::less_equal<>{}),
         "counts only grow");
}

}  // namespace tss::fuzz
