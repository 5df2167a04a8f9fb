#include "tss/machine.hpp"

#include <algorithm>
#include <cassert>
#include <limits>
#include <utility>

namespace tss {

std::vector<Effect> Machine::handle(const Event& event, Instant now) {
  now_ = now;
  if (std::holds_alternative<event::Tick>(event)) {
    while (const auto timer = timers_.take_due(now)) {
      react(event_kind_of(*timer), event);
    }
  } else if (is_awaited(event)) {
    react(kind_of(event), event);
  }
  publish_changes();
  return std::exchange(effects_, {});
}

void Machine::publish_changes() {
  if (std::exchange(changed_, false)) {
    ask(effect::Publish{.urgent = true});
  }
}

bool Machine::is_awaited(const Event& event) const {
  return std::visit(
      [this](const auto& fact) {
        using Fact = std::decay_t<decltype(fact)>;
        if constexpr (std::is_same_v<Fact, event::ResponseStatus> ||
                      std::is_same_v<Fact, event::ResponseFailed>) {
          return request_ && request_->generation == fact.generation;
        } else if constexpr (requires { fact.generation; }) {
          return stream_ && stream_->generation == fact.generation;
        } else {
          return true;
        }
      },
      event);
}

void Machine::react(EventKind kind, const Event& event) {
  const Cell& cell = transition(state_, kind);
  [[maybe_unused]] const State before = state_;
  act(cell.action, kind, event);
  assert(state_ == before || cell.targets.contains(state_));
}

void Machine::act(Action action, EventKind kind, const Event& event) {
  switch (action) {
    case Action::ignore:
      return;
    case Action::impossible:
      assert(false);
      return;
    case Action::begin:
      return begin(*std::get_if<event::Start>(&event));
    case Action::restart:
      return restart();
    case Action::suspend:
      return suspend();
    case Action::resume:
      return resume();
    case Action::keep:
      return timers_.disarm(Timer::linger);
    case Action::leave:
      return leave(*std::get_if<event::Release>(&event));
    case Action::finish:
      return finish();
    case Action::establish:
      return establish();
    case Action::hear:
      return hear(*std::get_if<event::StreamAlive>(&event));
    case Action::deliver_stream:
      return deliver_stream(*std::get_if<event::StreamStatus>(&event));
    case Action::close_planned:
      return close_planned(std::get_if<event::StreamClosing>(&event)->notice);
    case Action::fail_stream:
      return fail_stream(kind);
    case Action::reconnect:
      return connect();
    case Action::refresh:
      return refresh();
    case Action::deliver_response:
      return deliver_response(*std::get_if<event::ResponseStatus>(&event));
    case Action::judge_response:
      return kind == EventKind::request_due
                 ? time_out_request()
                 : judge_response(std::get_if<event::ResponseFailed>(&event)->failure);
    case Action::poll:
      return poll();
    case Action::hurry:
      return hurry();
    case Action::probe:
      return probe();
    case Action::promote:
      return promote(event);
    case Action::end_probe:
      return end_probe();
  }
}

void Machine::begin(const event::Start& start) {
  environment_ = start.environment;
  if (environment_.online) {
    resume();
  } else {
    enter(State::suspended);
  }
}

void Machine::resume() {
  if (environment_.transport == TransportChoice::polling) {
    fall_back(FallbackReason::requested);
  } else if (!environment_.can_stream) {
    fall_back(FallbackReason::unsupported);
  } else if (budget_is_spent()) {
    fall_back(fallback_reason_);
    arm_probe(now_);
  } else {
    connect();
  }
}

void Machine::restart() {
  if (ledger_.is_final()) {
    return;
  }
  let_go();
  failures_ = 0;
  planned_closes_ = 0;
  request_failures_ = 0;
  request_answered_ = false;
  problem_ = Problem::none;
  http_status_ = 0;
  // Not suspended, even if the browser says that it is offline: the user may know better.
  resume();
}

void Machine::suspend() {
  let_go();
  request_answered_ = false;
  enter(State::suspended);
}

void Machine::leave(const event::Release& release) {
  if (release.linger) {
    timers_.arm(Timer::linger, now_ + Millis{policy_.linger_ms});
  } else {
    finish();
  }
}

void Machine::finish() {
  end(State::closed, problem_);
  timers_.disarm(Timer::linger);
  publish_changes();
  ask(effect::Finish{});
}

void Machine::end(State state, Problem problem) {
  let_go();
  problem_ = problem;
  enter(state);
}

void Machine::let_go() {
  close_stream();
  cancel_request();
  timers_.disarm_all_but(Timer::linger);
}

void Machine::enter(State state) {
  state_ = state;
  changed_ = true;
}

void Machine::ask(Effect effect) { effects_.push_back(effect); }

Generation Machine::next_generation() { return Generation{++generations_}; }

void Machine::delay_all_until(Instant at) {
  gate_ = std::max(gate_, at);
  for (const Timer timer : {Timer::backoff, Timer::probe}) {
    if (timers_.at(timer) && *timers_.at(timer) < gate_) {
      timers_.arm(timer, gate_);
    }
  }
}

bool Machine::is_connected() const {
  return state_ == State::open || (state_ == State::polling && request_answered_);
}

namespace {

double milliseconds(std::optional<Instant> at) {
  return at ? at->time_since_epoch().count() : std::numeric_limits<double>::quiet_NaN();
}

}  // namespace

Snapshot Machine::snapshot(Instant /*now*/) const {
  Snapshot seen;
  seen.state = state_;
  seen.connected = is_connected();
  seen.stale = ledger_.newest() && !ledger_.is_final() && !seen.connected;
  seen.attempt = std::min(failures_, max_attempts());
  seen.max_attempts = policy_.max_attempts;
  switch (state_) {
    case State::connecting:
    case State::open:
    case State::backoff:
      seen.mode = Mode::sse;
      seen.attempt = std::min(failures_ + 1, max_attempts());
      seen.next_attempt_at_ms = milliseconds(timers_.at(Timer::backoff));
      break;
    case State::polling:
      seen.mode = Mode::polling;
      seen.probing = stream_.has_value();
      seen.fallback_reason = fallback_reason_;
      seen.next_attempt_at_ms = milliseconds(timers_.at(Timer::probe));
      seen.poll_interval_ms = poll_interval(policy_, request_failures_).count();
      break;
    case State::idle:
    case State::suspended:
    case State::closed:
    case State::failed:
      break;
  }
  seen.problem = problem_;
  seen.fatal = problem_ != Problem::none && problem_ != Problem::unreachable;
  seen.http_status = http_status_;
  seen.last_update_at_ms = milliseconds(last_update_at_);
  if (ledger_.newest()) {
    seen.status_text = ledger_.newest()->text;
    seen.progress = ledger_.progress();
  }
  seen.metrics = metrics_;
  return seen;
}

}  // namespace tss
