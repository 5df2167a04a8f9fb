#include "tss/machine.hpp"

#include <algorithm>
#include <cassert>
#include <limits>
#include <utility>

namespace tss {

namespace {

/// Browsers slow the timers of hidden pages to one a minute; what is later than this was asleep.
constexpr Millis kLatestTimer{90'000};

double milliseconds(Instant at) {
  return at == kNever ? std::numeric_limits<double>::quiet_NaN() : at.time_since_epoch().count();
}

}  // namespace

void Machine::handle(const Event& event, Instant now, std::vector<EffectRecord>& effects) {
  health_.spend(standing(), now);
  now_ = now;
  effects_ = &effects;
  const bool was_away = is_long(absence(event));
  note_attention(event, was_away);
  if (std::holds_alternative<event::Tick>(event)) {
    notice_sleep();
    while (const auto timer = timers_.take_due(now)) {
      react(event_kind_of(*timer), event);
    }
  } else if (awaits(event)) {
    react(kind_of(event), event);
  }
  if (was_away) {
    slept_until_ = now;
  }
  publish_changes();
}

void Machine::recall(const Status& known) {
  (void)ledger_.offer(known);
  changed_ = true;
}

void Machine::publish_changes() {
  const bool urgent = std::exchange(urgent_, false);
  if (std::exchange(changed_, false)) {
    ask(EffectType::publish, {}, urgent);
  }
}

void Machine::note_attention(const Event& event, bool was_away) {
  if (std::holds_alternative<event::Wake>(event)) {
    visible_ = true;
  } else if (std::holds_alternative<event::Hide>(event)) {
    visible_ = false;
  }
  if (was_away) {
    // The caller's clock may have stood still meanwhile.
    server_clock_.forget();
  }
}

Millis Machine::absence(const Event& event) const {
  const auto* wake = std::get_if<event::Wake>(&event);
  return wake != nullptr && now_ - slept_until_ >= kOneWaking ? wake->away : Millis{0};
}

void Machine::notice_sleep() {
  const Millis late = now_ - timers_.next_deadline();
  if (late > kLatestTimer && now_ - slept_until_ >= kOneWaking) {
    react(EventKind::wake, event::Wake{.away = late});
    slept_until_ = now_;
  }
}

bool Machine::is_long(Millis absence) const { return absence > Millis{policy_.wake_stale_ms}; }

bool Machine::awaits(const Event& event) const {
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
    case Action::refuse_stream:
      return refuse_stream(std::get_if<event::StreamRefused>(&event)->failure);
    case Action::reconnect:
      return connect();
    case Action::refresh:
      return refresh(absence(event));
    case Action::deliver_response:
      return deliver_response(*std::get_if<event::ResponseStatus>(&event));
    case Action::judge_response:
      return kind == EventKind::request_due
                 ? time_out_request()
                 : judge_response(std::get_if<event::ResponseFailed>(&event)->failure);
    case Action::poll:
      return poll();
    case Action::hurry:
      return hurry(absence(event));
    case Action::probe:
      return probe();
    case Action::promote:
      return promote(event);
    case Action::refuse_probe:
      return refuse_probe(std::get_if<event::StreamRefused>(&event)->failure);
    case Action::end_probe:
      return end_probe(kind, event);
  }
}

void Machine::begin(const event::Start& start) {
  environment_ = start.environment;
  visible_ = environment_.visible;
  if (ledger_.is_final()) {
    enter(State::closed);
  } else if (environment_.online) {
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
  const bool was_polling = state_ == State::polling;
  let_go();
  back_at_ = Instant::min();
  renewed_ = false;
  failures_ = 0;
  planned_closes_ = 0;
  request_failures_ = 0;
  request_answered_ = false;
  problem_ = Problem::none;
  http_status_ = 0;
  // Not suspended, even if the browser says that it is offline: the user may know better.
  resume();
  if (was_polling && state_ == State::connecting) {
    // Polls have just stopped, and whether the stream will do is not known yet.
    request_status();
  }
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
  end(State::closed, problem_, http_status_);
  timers_.disarm(Timer::linger);
  publish_changes();
  ask(EffectType::finish);
}

void Machine::end(State state, Problem problem, int http_status) {
  let_go();
  problem_ = problem;
  http_status_ = http_status;
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
  urgent_ = true;
}

void Machine::ask(EffectType type, Generation generation, bool urgent) {
  effects_->push_back(
      {.type = type, .generation = static_cast<double>(generation), .urgent = urgent, .text = {}});
}

Generation Machine::next_generation() { return Generation{++generations_}; }

void Machine::delay_all(std::optional<Millis> retry_after) {
  if (!retry_after) {
    return;
  }
  gate_ = std::max(gate_, now_ + obeyed(retry_after));
  for (const Timer timer : {Timer::backoff, Timer::probe}) {
    if (timers_.at(timer) != kNever) {
      timers_.arm(timer, std::max(timers_.at(timer), gate_));
    }
  }
}

void Machine::show_problem(Problem problem, int http_status) {
  urgent_ = urgent_ || problem != problem_ || http_status != http_status_;
  changed_ = changed_ || urgent_;
  problem_ = problem;
  http_status_ = http_status;
}

bool Machine::renew_credentials(int http_status, Generation generation) {
  constexpr int kUnauthorized = 401;
  constexpr int kForbidden = 403;
  const bool refused = http_status == kUnauthorized || http_status == kForbidden;
  if (!refused || !environment_.can_renew) {
    return false;
  }
  if (static_cast<std::uint32_t>(generation) <= renewed_after_) {
    return true;
  }
  if (std::exchange(renewed_, true)) {
    return false;
  }
  renewed_after_ = generations_;
  ask(EffectType::renew_credentials);
  return true;
}

bool Machine::is_connected() const {
  return state_ == State::open || (state_ == State::polling && request_answered_);
}

Snapshot Machine::snapshot(Instant now) const {
  Snapshot seen;
  seen.state = state_;
  seen.connected = is_connected();
  seen.stale = ledger_.newest() != nullptr && !ledger_.is_final() && !seen.connected;
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
  seen.fatal = is_fatal(problem_);
  seen.http_status = http_status_;
  seen.last_update_at_ms = milliseconds(last_update_at_);
  if (const auto* newest = ledger_.newest()) {
    seen.status_text = newest->text;
    seen.progress = ledger_.progress();
  }
  seen.metrics = health_.seen(standing(), now);
  seen.metrics.latency.clock_offset_ms =
      server_clock_.offset_ms().value_or(std::numeric_limits<double>::quiet_NaN());
  return seen;
}

}  // namespace tss
