// How the machine asks for the status: bridge, polls, and the last question after an early end.
#include <algorithm>

#include "tss/machine.hpp"

namespace tss {

void Machine::request_status() {
  if (request_ || now_ < gate_) {
    return;
  }
  request_ = Request{.generation = next_generation(), .sent_at = now_};
  timers_.disarm(Timer::poll);
  ++health_.counts.status_requests;
  timers_.arm(Timer::request, now_ + Millis{policy_.request_timeout_ms});
  ask(EffectType::request_status, request_->generation);
}

void Machine::cancel_request() {
  if (request_) {
    ask(EffectType::cancel_request, request_->generation);
    request_.reset();
    timers_.disarm(Timer::request);
  }
}

void Machine::poll() {
  if (now_ < gate_) {
    timers_.arm(Timer::poll, gate_);
  } else {
    request_status();
  }
}

void Machine::arm_poll(Instant last_sent_at) {
  const Instant due = last_sent_at + poll_interval(policy_, request_failures_);
  timers_.arm(Timer::poll, std::max({due, now_, gate_}));
}

void Machine::hurry(Millis away) {
  if (is_long(away)) {
    // What was under way may never come back.
    cancel_request();
    close_stream();
  }
  poll();
  if (sse_is_possible()) {
    probe();
  }
}

void Machine::deliver_response(const event::ResponseStatus& event) {
  const Instant sent_at = request_->sent_at;
  const bool is_update = state_ == State::polling && ledger_.newest() != nullptr;
  request_.reset();
  timers_.disarm(Timer::request);
  server_clock_.note_round_trip(now_ - sent_at);
  request_failures_ = 0;
  renewed_ = false;
  urgent_ = urgent_ || !request_answered_;
  request_answered_ = true;
  changed_ = true;
  show_problem(Problem::none, 0);
  deliver(*event.status, is_update);
  if (state_ == State::polling) {
    arm_poll(sent_at);
  } else if (state_ == State::closed && !ledger_.is_final()) {
    show_problem(Problem::ended_early, 0);
  }
}

void Machine::time_out_request() {
  ask(EffectType::cancel_request, request_->generation);
  judge_response(HttpFailure{});
}

void Machine::judge_response(const HttpFailure& failure) {
  const auto [generation, sent_at] = *request_;
  request_.reset();
  timers_.disarm(Timer::request);
  ++health_.counts.status_failures;
  changed_ = true;
  if (is_success(failure.http_status)) {
    ++health_.counts.rejected;
  }
  delay_all(failure.retry_after);
  if (renew_credentials(failure.http_status, generation)) {
    ask_again();
    return;
  }
  ++request_failures_;
  request_answered_ = false;
  const Problem problem = problem_of(failure.http_status);
  if (is_fatal(problem)) {
    end(State::failed, problem, failure.http_status);
  } else if (state_ == State::polling) {
    // Nothing arrives by any transport now. Before, the retries of the stream are under way.
    show_problem(problem, failure.http_status);
    arm_poll(sent_at);
  } else if (state_ == State::backoff && now_ < gate_) {
    // Told to stay away: no retry is under way either.
    show_problem(problem, failure.http_status);
  } else if (state_ == State::closed) {
    show_problem(Problem::ended_early, 0);
  }
}

void Machine::ask_again() {
  if (state_ == State::polling || state_ == State::closed) {
    poll();
  } else {
    request_status();
  }
}

void Machine::deliver(const Status& status, bool is_update) {
  if (ledger_.offer(status) == Verdict::outdated) {
    ++health_.counts.outdated;
    return;
  }
  ++health_.counts.updates;
  last_update_at_ = now_;
  changed_ = true;
  if (is_update && status.made_ms) {
    if (const auto lateness = server_clock_.lateness(*status.made_ms, now_)) {
      health_.measure(*lateness);
    }
  }
  if (ledger_.is_final()) {
    end(State::closed);
  }
}

}  // namespace tss
