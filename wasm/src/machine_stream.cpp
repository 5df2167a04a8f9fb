// How the machine opens, judges and replaces streams, probes among them.
#include <algorithm>
#include <utility>

#include "tss/machine.hpp"

namespace tss {

bool Machine::sse_is_possible() const {
  return environment_.can_stream && environment_.transport != TransportChoice::polling;
}

void Machine::open_stream() {
  stream_ = Stream{.generation = next_generation(), .asked_at = now_, .heard_at = now_};
  changed_ = true;
  ++health_.counts.streams_opened;
  timers_.arm(Timer::connect, now_ + Millis{policy_.connect_timeout_ms});
  ask(EffectType::open_stream, stream_->generation);
}

void Machine::close_stream() {
  if (!stream_) {
    return;
  }
  ask(EffectType::close_stream, stream_->generation);
  changed_ = true;
  health_.counts.disconnects += stream_->is_open() ? 1 : 0;
  stream_.reset();
  timers_.disarm(Timer::connect);
  timers_.disarm(Timer::silence);
}

void Machine::connect() {
  if (now_ < std::max(gate_, back_at_)) {
    back_off_until(back_at_);
    return;
  }
  timers_.disarm(Timer::backoff);
  open_stream();
  enter(State::connecting);
}

void Machine::back_off_until(Instant at) {
  timers_.arm(Timer::backoff, std::max(at, gate_));
  enter(State::backoff);
}

void Machine::establish() {
  stream_->opened_at = now_;
  ++health_.counts.connects;
  server_clock_.note_round_trip(now_ - stream_->asked_at);
  renewed_ = false;
  timers_.disarm(Timer::connect);
  note_life();
  show_problem(Problem::none, 0);
  enter(State::open);
}

void Machine::note_life() {
  stream_->heard_at = now_;
  timers_.arm(Timer::silence, now_ + stream_->silence.limit(policy_));
  prove();
}

void Machine::hear(const event::StreamAlive& event) {
  // Firefox and polyfills may deliver before they say open.
  if (state_ == State::connecting) {
    establish();
  }
  if (event.sign == event::StreamAlive::Sign::heartbeat) {
    stream_->silence.hear_heartbeat(now_);
    if (event.sent_ms) {
      server_clock_.hear(*event.sent_ms, now_);
    }
    note_life();
  } else {
    count_unreadable(event);
  }
}

void Machine::count_unreadable(const event::StreamAlive& event) {
  // Not a sign of life: a stream that says nothing of use is as good as silent.
  if (event.sign == event::StreamAlive::Sign::unreadable) {
    ++health_.counts.rejected;
    changed_ = true;
  }
}

void Machine::deliver_stream(const event::StreamStatus& event) {
  if (state_ == State::connecting) {
    establish();
  }
  // The first status of a connection says how things stand, however long ago it was made.
  const bool is_update = std::exchange(stream_->delivered_status, true);
  if (is_update && event.status->made_ms) {
    server_clock_.hear(*event.status->made_ms, now_);
  }
  note_life();
  // Each event is a complete status: what the bridge would bring is already here.
  cancel_request();
  deliver(*event.status, is_update);
}

bool Machine::is_proven() const {
  // Lived until it was last heard: a stream that was swallowed after its first status proves
  // nothing by being silent for long.
  return stream_->delivered_status &&
         stream_->heard_at - stream_->opened_at >= Millis{policy_.proof_of_use_ms};
}

void Machine::prove() {
  if (!is_proven()) {
    return;
  }
  changed_ = changed_ || failures_ > 0;
  failures_ = 0;
  planned_closes_ = 0;
}

void Machine::refuse_stream(const HttpFailure& failure) {
  constexpr int kNoContent = 204;
  delay_all(failure.retry_after);
  if (failure.http_status == kNoContent) {
    end_early();
    return;
  }
  if (renew_credentials(failure.http_status, stream_->generation)) {
    close_stream();
    connect();
    return;
  }
  const Problem problem = problem_of(failure.http_status);
  if (is_fatal(problem) && problem != Problem::rejected) {
    health_.count_failure(FallbackReason::refused);
    end(State::failed, problem, failure.http_status);
    return;
  }
  // Something on the way may dislike streams only: the bridge or the polls will tell.
  fail_stream(EventKind::stream_refused);
  if (now_ < gate_) {
    show_problem(Problem::unavailable, failure.http_status);
  }
}

FallbackReason Machine::reason_of(EventKind cause) const {
  switch (cause) {
    case EventKind::stream_refused:
      return FallbackReason::refused;
    case EventKind::connect_due:
      return FallbackReason::connect_timeout;
    case EventKind::silence_due:
      return FallbackReason::silence;
    default:
      return stream_->is_open() && !is_proven() ? FallbackReason::died_young
                                                : FallbackReason::error;
  }
}

void Machine::fail_stream(EventKind cause) {
  if (cause == EventKind::stream_failed) {
    // To break off, it must have been there until now.
    stream_->heard_at = now_;
  }
  const FallbackReason reason = reason_of(cause);
  health_.count_failure(reason);
  prove();
  close_stream();
  ++failures_;
  if (budget_is_spent()) {
    fall_back(reason);
    return;
  }
  back_off_until(now_ + backoff_delay(policy_, failures_, chance_, reconnection_time_));
  if (failures_ == 1) {
    // The bridge: keeps the page fresh, and tells what a native EventSource hides.
    request_status();
  }
}

void Machine::end_early() {
  end(State::closed);
  poll();
}

void Machine::close_planned(const CloseNotice& notice) {
  note_life();
  ++health_.counts.planned_closes;
  close_stream();
  if (!notice.reconnect) {
    end_early();
    return;
  }
  Millis wait = obeyed(notice.retry_after);
  // One planned close is obeyed to the letter; a server that does nothing else is slowed down.
  if (planned_closes_ > 0) {
    wait = std::max(wait, backoff_delay(policy_, planned_closes_, chance_, reconnection_time_));
  }
  ++planned_closes_;
  back_at_ = now_ + wait;
  const bool is_in_no_hurry = notice.idle && !visible_;
  back_off_until(is_in_no_hurry ? std::max(back_at_, now_ + Millis{policy_.idle_wait_ms})
                                : back_at_);
}

Millis Machine::obeyed(std::optional<Millis> retry_after) const {
  return std::min(retry_after.value_or(Millis{0}), Millis{policy_.retry_after_cap_ms});
}

void Machine::refresh(Millis away) {
  if (is_long(away) || is_long(now_ - stream_->heard_at)) {
    close_stream();
    connect();
  }
}

void Machine::fall_back(FallbackReason reason) {
  fallback_reason_ = reason;
  // How bridges fared says nothing of how the polls will.
  request_failures_ = 0;
  request_answered_ = false;
  enter(State::polling);
  if (sse_is_possible()) {
    arm_probe(now_ + probe_delay(policy_, chance_));
  }
  poll();
}

void Machine::arm_probe(Instant at) {
  timers_.arm(Timer::probe, std::max({at, gate_, back_at_}));
  changed_ = true;
}

void Machine::probe() {
  arm_probe(now_ + probe_delay(policy_, chance_));
  if (!stream_ && now_ >= std::max(gate_, back_at_)) {
    open_stream();
  }
}

void Machine::refuse_probe(const HttpFailure& failure) {
  delay_all(failure.retry_after);
  health_.count_failure(FallbackReason::refused);
  const bool is_worth_repeating = renew_credentials(failure.http_status, stream_->generation);
  close_stream();
  if (now_ < gate_) {
    // The polls must wait as well: nothing arrives.
    request_answered_ = false;
    show_problem(Problem::unavailable, failure.http_status);
  } else if (is_worth_repeating) {
    probe();
  }
}

void Machine::end_probe(EventKind cause, const Event& event) {
  if (const auto* closing = std::get_if<event::StreamClosing>(&event)) {
    ++health_.counts.planned_closes;
    back_at_ = now_ + obeyed(closing->notice.retry_after);
    arm_probe(timers_.at(Timer::probe));
  } else {
    health_.count_failure(reason_of(cause));
  }
  close_stream();
}

void Machine::promote(const Event& event) {
  const auto* alive = std::get_if<event::StreamAlive>(&event);
  if (alive != nullptr && alive->sign != event::StreamAlive::Sign::heartbeat) {
    count_unreadable(*alive);
    return;
  }
  timers_.disarm(Timer::probe);
  timers_.disarm(Timer::poll);
  cancel_request();
  request_failures_ = 0;
  establish();
  if (const auto* status = std::get_if<event::StreamStatus>(&event)) {
    deliver_stream(*status);
  } else {
    hear(*alive);
  }
}

}  // namespace tss
