// How the machine opens, judges and replaces streams, probes among them.
#include <algorithm>

#include "tss/machine.hpp"

namespace tss {

bool Machine::sse_is_possible() const {
  return environment_.can_stream && environment_.transport != TransportChoice::polling;
}

void Machine::open_stream() {
  stream_ = Stream{.generation = next_generation(), .heard_at = now_};
  ++metrics_.streams_opened;
  timers_.arm(Timer::connect, now_ + Millis{policy_.connect_timeout_ms});
  ask(effect::OpenStream{stream_->generation});
}

void Machine::close_stream() {
  if (!stream_) {
    return;
  }
  ask(effect::CloseStream{stream_->generation});
  stream_.reset();
  timers_.disarm(Timer::connect);
  timers_.disarm(Timer::silence);
}

void Machine::connect() {
  if (now_ < gate_) {
    back_off_until(gate_);
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
  timers_.disarm(Timer::connect);
  note_life();
  problem_ = Problem::none;
  http_status_ = 0;
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
    note_life();
  } else {
    count_unreadable(event);
  }
}

void Machine::count_unreadable(const event::StreamAlive& event) {
  // Not a sign of life: a stream that says nothing of use is as good as silent.
  if (event.sign == event::StreamAlive::Sign::unreadable) {
    ++metrics_.rejected;
    changed_ = true;
  }
}

void Machine::deliver_stream(const event::StreamStatus& event) {
  if (state_ == State::connecting) {
    establish();
  }
  stream_->delivered_status = true;
  note_life();
  // Each event is a complete status: what the bridge would bring is already here.
  cancel_request();
  deliver(event.status);
}

bool Machine::is_proven() const {
  // Lived until it was last heard: a stream that was swallowed after its first status proves
  // nothing by being silent for long.
  return stream_->delivered_status && stream_->opened_at &&
         stream_->heard_at - *stream_->opened_at >= Millis{policy_.proof_of_use_ms};
}

void Machine::prove() {
  if (!is_proven()) {
    return;
  }
  changed_ = changed_ || failures_ > 0;
  failures_ = 0;
  planned_closes_ = 0;
}

void Machine::fail_stream(EventKind cause) {
  auto reason = FallbackReason::error;
  if (cause == EventKind::stream_failed) {
    // To break off, it must have been there until now.
    stream_->heard_at = now_;
  }
  if (cause == EventKind::connect_due) {
    reason = FallbackReason::connect_timeout;
  } else if (cause == EventKind::silence_due) {
    reason = FallbackReason::silence;
  } else if (stream_->opened_at && !is_proven()) {
    reason = FallbackReason::died_young;
  }
  prove();
  close_stream();
  ++failures_;
  if (budget_is_spent()) {
    fall_back(reason);
    return;
  }
  back_off_until(now_ + backoff_delay(policy_, failures_, chance_));
  if (failures_ == 1) {
    // The bridge: keeps the page fresh, and tells what a native EventSource hides.
    request_status();
  }
}

void Machine::close_planned(const CloseNotice& notice) {
  note_life();
  close_stream();
  if (!notice.reconnect) {
    end(State::closed, Problem::none);
    poll();
    return;
  }
  Millis wait =
      std::min(notice.retry_after.value_or(Millis{0}), Millis{policy_.retry_after_cap_ms});
  // One planned close is obeyed to the letter; a server that does nothing else is slowed down.
  if (planned_closes_ > 0) {
    wait = std::max(wait, backoff_delay(policy_, planned_closes_, chance_));
  }
  ++planned_closes_;
  back_off_until(now_ + wait);
}

void Machine::refresh() {
  if (now_ - stream_->heard_at > Millis{policy_.wake_stale_ms}) {
    close_stream();
    connect();
  }
}

void Machine::fall_back(FallbackReason reason) {
  fallback_reason_ = reason;
  // How bridges fared says nothing of how the polls will.
  request_failures_ = 0;
  enter(State::polling);
  if (sse_is_possible()) {
    arm_probe(now_ + probe_delay(policy_, chance_));
  }
  poll();
}

void Machine::arm_probe(Instant at) { timers_.arm(Timer::probe, std::max(at, gate_)); }

void Machine::probe() {
  arm_probe(now_ + probe_delay(policy_, chance_));
  if (!stream_ && now_ >= gate_) {
    open_stream();
    changed_ = true;
  }
}

void Machine::end_probe() {
  close_stream();
  changed_ = true;
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
