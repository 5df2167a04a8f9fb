// How the machine asks for the status: bridge, polls, and the last question after an early end.
#include <algorithm>

#include "tss/machine.hpp"

namespace tss {

namespace {

/// What an HTTP status means for the session; Problem::unreachable is worth another try.
Problem problem_of(int http_status) {
  switch (http_status) {
    case 401:
      return Problem::unauthorized;
    case 403:
      return Problem::forbidden;
    case 404:
      return Problem::not_found;
    case 410:
      return Problem::gone;
    case 408:
    case 425:
    case 429:
      return Problem::unreachable;
    default:
      return http_status >= 300 && http_status < 500 ? Problem::rejected : Problem::unreachable;
  }
}

}  // namespace

void Machine::request_status() {
  if (request_ || now_ < gate_) {
    return;
  }
  request_ = Request{.generation = next_generation(), .sent_at = now_};
  ++metrics_.status_requests;
  timers_.arm(Timer::request, now_ + Millis{policy_.request_timeout_ms});
  ask(effect::RequestStatus{request_->generation});
}

void Machine::cancel_request() {
  if (request_) {
    ask(effect::CancelRequest{request_->generation});
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

void Machine::hurry() {
  poll();
  if (sse_is_possible()) {
    probe();
  }
}

void Machine::deliver_response(const event::ResponseStatus& event) {
  const Instant sent_at = request_->sent_at;
  request_.reset();
  timers_.disarm(Timer::request);
  request_failures_ = 0;
  request_answered_ = true;
  problem_ = Problem::none;
  http_status_ = 0;
  changed_ = true;
  deliver(event.status);
  if (state_ == State::polling) {
    arm_poll(sent_at);
  } else if (state_ == State::closed && !ledger_.is_final()) {
    problem_ = Problem::ended_early;
  }
}

void Machine::time_out_request() {
  ask(effect::CancelRequest{request_->generation});
  judge_response(HttpFailure{});
}

void Machine::judge_response(const HttpFailure& failure) {
  const Instant sent_at = request_->sent_at;
  request_.reset();
  timers_.disarm(Timer::request);
  ++metrics_.status_failures;
  ++request_failures_;
  request_answered_ = false;
  changed_ = true;
  if (is_success(failure.http_status)) {
    ++metrics_.rejected;
  }
  if (failure.retry_after) {
    delay_all_until(now_ + std::min(*failure.retry_after, Millis{policy_.retry_after_cap_ms}));
  }
  const Problem problem = problem_of(failure.http_status);
  if (problem != Problem::unreachable) {
    http_status_ = failure.http_status;
    end(State::failed, problem);
  } else if (state_ == State::polling) {
    // Nothing arrives by any transport now. Before, the retries of the stream are under way.
    http_status_ = failure.http_status;
    problem_ = problem;
    arm_poll(sent_at);
  } else if (state_ == State::backoff && now_ < gate_) {
    // Told to stay away: no retry is under way either.
    http_status_ = failure.http_status;
    problem_ = problem;
  } else if (state_ == State::closed) {
    problem_ = Problem::ended_early;
  }
}

void Machine::deliver(const Status& status) {
  if (ledger_.offer(status) == Verdict::outdated) {
    ++metrics_.outdated;
    return;
  }
  ++metrics_.updates;
  last_update_at_ = now_;
  changed_ = true;
  if (ledger_.is_final()) {
    end(State::closed, Problem::none);
  }
}

}  // namespace tss
