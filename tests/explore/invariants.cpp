#include "invariants.hpp"

#include <algorithm>
#include <array>
#include <limits>

namespace tss::explore {

namespace {

template <typename What>
bool is(const Step& step) {
  return std::holds_alternative<What>(step.event) && is_current(step.before, step.event);
}

auto count(const Step& step, EffectType type) {
  return std::ranges::count(step.effects, type, &EffectRecord::type);
}

bool asks_for(const Step& step, EffectType type) { return count(step, type) > 0; }

State before(const Step& step) { return step.before.view.state; }
State after(const Step& step) { return step.after.view.state; }
Instant now(const Step& step) { return step.after.now; }
bool enters(const Step& step, State state) { return after(step) == state && before(step) != state; }
bool is_tick(const Step& step) { return is<event::Tick>(step); }
bool asleep(const Step& step) { return slept(step.event, step.deadline_before, now(step)); }
bool is_gated(const Step& step) { return now(step) < step.after.gate; }

bool can_stream(const Step& step) {
  return step.after.environment.can_stream &&
         step.after.environment.transport != TransportChoice::polling;
}

bool is_followed(State state) {
  return state == State::connecting || state == State::open || state == State::backoff ||
         state == State::polling;
}

Millis ahead(const Step& step) {
  return step.deadline ? *step.deadline - now(step)
                       : Millis{std::numeric_limits<double>::infinity()};
}

bool is_after(const Newest& one, const Newest& other) {
  return !other.exists || one.epoch > other.epoch ||
         (one.epoch == other.epoch && one.sequence > other.sequence);
}

bool is_same(const Newest& one, const Newest& other) {
  return one.exists == other.exists && one.epoch == other.epoch && one.sequence == other.sequence;
}

bool stream_belongs_to_its_state(const Step& step) {
  switch (after(step)) {
    case State::connecting:
    case State::open:
      return step.after.stream.has_value();
    case State::polling:
      return step.after.view.probing == step.after.stream.has_value();
    default:
      return !step.after.stream;
  }
}

bool final_is_final(const Step& step) {
  if (!step.before.newest.is_final) {
    return !step.after.newest.is_final || after(step) == State::closed;
  }
  return after(step) == State::closed && step.after.view.status == step.before.view.status &&
         !asks_for(step, EffectType::open_stream) && !asks_for(step, EffectType::request_status) &&
         !step.after.stream && !step.after.request;
}

bool newest_is_shown(const Step& step) {
  const Newest& newest = step.after.newest;
  const std::string shown =
      newest.exists ? std::to_string(newest.epoch) + "-" + std::to_string(newest.sequence)
                    : std::string();
  return step.after.view.status == shown && step.after.view.progress == newest.progress &&
         (is_same(newest, step.before.newest) || is_after(newest, step.before.newest));
}

bool progress_never_falls(const Step& step) {
  const bool is_same_attempt = step.before.newest.exists &&
                               step.before.newest.attempt == step.after.newest.attempt &&
                               step.before.newest.epoch == step.after.newest.epoch;
  return !is_same_attempt || step.after.view.progress >= step.before.view.progress;
}

bool rests_when_it_ends(const Step& step) {
  switch (after(step)) {
    case State::idle:
    case State::suspended:
    case State::failed:
      return !step.after.request &&
             (step.after.has_user ? !step.deadline
                                  : step.deadline.has_value() || step.after.is_finished);
    default:
      return true;
  }
}

bool is_never_stuck(const Step& step) {
  if (!is_followed(after(step))) {
    return true;
  }
  const Policy& policy = step.policy;
  const Millis gate = std::max(step.after.gate - now(step), Millis{0});
  const Millis back = std::max(step.after.back_at - now(step), Millis{0});
  const Millis wait = ahead(step);
  switch (after(step)) {
    case State::connecting:
      return wait <= Millis{policy.connect_timeout_ms};
    case State::open:
      return wait <= Millis{policy.silence_ms};
    case State::backoff:
      return wait <=
             std::max({Millis{policy.backoff_cap_ms}, gate, back, Millis{policy.idle_wait_ms}});
    default:
      return wait <= (step.after.request ? Millis{policy.request_timeout_ms}
                                         : std::max(Millis{policy.poll_interval_cap_ms}, gate));
  }
}

bool probes_go_on(const Step& step) {
  const bool is_quiet = after(step) == State::polling && before(step) == State::polling &&
                        can_stream(step) && !step.after.stream && !is_gated(step);
  // Only a tick can be expected to have seen to it.
  return !is_quiet || !is_tick(step) ||
         now(step) - std::max({step.after.probed_at, step.after.gate, step.after.back_at}) <=
             Millis{step.policy.probe_interval_ms * (1 + step.policy.probe_jitter)};
}

bool time_moves_on(const Step& step) {
  return !is_tick(step) || !step.deadline || *step.deadline > now(step);
}

bool budget_is_shared(const Step& step) {
  const double most = step.policy.max_attempts;
  const double failures = step.after.failures;
  switch (after(step)) {
    case State::connecting:
    case State::open:
    case State::backoff:
      return step.after.view.attempt == std::min(failures + 1, most);
    case State::polling:
      // The budget brings it here, if streams are possible at all.
      return !can_stream(step) || failures == most;
    default:
      return true;
  }
}

bool first_failure_is_bridged(const Step& step) {
  const bool is_first = step.before.failures != step.after.failures && step.after.failures == 1;
  // One that is under way already will do, also when it comes to nothing just now.
  return !is_first || after(step) != State::backoff || step.after.request || step.before.request ||
         is_gated(step);
}

bool fallback_polls_at_once(const Step& step) {
  return !enters(step, State::polling) || step.after.request || step.before.request ||
         is_gated(step);
}

bool polls_until_the_probe_speaks(const Step& step) {
  if (before(step) != State::polling || after(step) != State::open) {
    return true;
  }
  const auto* alive = std::get_if<event::StreamAlive>(&step.event);
  return is<event::StreamStatus>(step) ||
         (is<event::StreamAlive>(step) && alive->sign == event::StreamAlive::Sign::heartbeat);
}

bool retry_after_is_obeyed(const Step& step) {
  const bool is_early_for_streams = is_gated(step) || now(step) < step.after.back_at;
  return !(is_early_for_streams && asks_for(step, EffectType::open_stream)) &&
         !(is_gated(step) && asks_for(step, EffectType::request_status));
}

bool offline_costs_nothing(const Step& step) {
  if (is<event::Offline>(step) && is_followed(before(step))) {
    return after(step) == State::suspended && step.after.failures == step.before.failures;
  }
  const bool is_asked = is<event::Online>(step) || is<event::Retry>(step);
  return before(step) != State::suspended || is_asked || after(step) == State::suspended ||
         step.after.is_finished;
}

bool errors_tell_that_nothing_arrives(const Step& step) {
  const View& view = step.after.view;
  const bool is_over = after(step) == State::failed || after(step) == State::closed;
  return (!view.connected || view.problem == Problem::none) && (!view.fatal || is_over) &&
         (after(step) != State::failed || view.fatal);
}

bool changes_are_published(const Step& step) {
  const View& then = step.before.view;
  const View& view = step.after.view;
  const bool is_urgent = std::ranges::any_of(step.effects, [](const EffectRecord& effect) {
    return effect.type == EffectType::publish && effect.urgent;
  });
  const bool must_hurry = then.state != view.state || then.problem != view.problem ||
                          then.http_status != view.http_status;
  // How many attempts are left is shown by the changes around it.
  View alike = view;
  alike.attempt = then.attempt;
  return (alike == then || asks_for(step, EffectType::publish)) && (!must_hurry || is_urgent) &&
         count(step, EffectType::publish) <= 1;
}

bool polls_keep_their_distance(const Step& step) {
  const bool is_by_timer = is_tick(step) && !asleep(step) && before(step) == State::polling &&
                           after(step) == State::polling &&
                           asks_for(step, EffectType::request_status);
  return !is_by_timer || now(step) - step.before.asked_at >= Millis{step.policy.poll_interval_ms} ||
         step.before.gate == now(step);
}

bool attempts_keep_their_distance(const Step& step) {
  const bool is_by_timer =
      is_tick(step) && !asleep(step) && asks_for(step, EffectType::open_stream);
  if (!is_by_timer) {
    return true;
  }
  const Instant last =
      before(step) == State::polling ? step.before.probed_at : step.before.failed_at;
  const Millis least{before(step) == State::polling
                         ? step.policy.probe_interval_ms * (1 - step.policy.probe_jitter)
                         : step.policy.backoff_base_ms * step.policy.backoff_jitter_floor};
  return last == Instant::min() || now(step) - last >= least || step.before.gate >= last;
}

bool waking_is_graded(const Step& step) {
  const auto* wake = std::get_if<event::Wake>(&step.event);
  if (wake == nullptr || before(step) != State::open) {
    return true;
  }
  const Millis stale{step.policy.wake_stale_ms};
  const Millis silent = now(step) - step.before.stream->heard_at;
  const bool is_fresh = wake->away <= stale && silent <= stale;
  if (is_fresh) {
    return !asks_for(step, EffectType::close_stream) && after(step) == State::open;
  }
  // A late timer told of the same sleep, and the stream was replaced then.
  const bool is_told = step.before.stream->heard_at == now(step);
  return is_told || asks_for(step, EffectType::close_stream);
}

bool credentials_are_renewed_once(const Step& step) {
  return step.after.renewals <= 1 && (step.after.renewals == 0 || step.after.environment.can_renew);
}

bool leaving_has_grace(const Step& step) {
  if (is<event::Release>(step)) {
    const bool lingers = std::get_if<event::Release>(&step.event)->linger;
    return lingers ? !step.after.is_finished && ahead(step) <= Millis{step.policy.linger_ms}
                   : step.after.is_finished;
  }
  return !step.after.is_finished || (is_tick(step) && !step.after.has_user);
}

bool finish_leaves_nothing(const Step& step) {
  return !step.after.is_finished || (!step.after.stream && !step.after.request && !step.deadline &&
                                     step.effects.back().type == EffectType::finish);
}

// World::broken tells of M3, too, and of what of M1, M2 and M20 is seen effect by effect.
constexpr std::array kInvariants = {
    Invariant{"M1", stream_belongs_to_its_state},
    Invariant{"M5", final_is_final},
    Invariant{"M6", newest_is_shown},
    Invariant{"M6", progress_never_falls},
    Invariant{"M7", rests_when_it_ends},
    Invariant{"M8", is_never_stuck},
    Invariant{"M8", time_moves_on},
    Invariant{"M9", budget_is_shared},
    Invariant{"M10", first_failure_is_bridged},
    Invariant{"M11", fallback_polls_at_once},
    Invariant{"M12", polls_until_the_probe_speaks},
    Invariant{"M12", probes_go_on},
    Invariant{"M13", retry_after_is_obeyed},
    Invariant{"M14", offline_costs_nothing},
    Invariant{"M15", errors_tell_that_nothing_arrives},
    Invariant{"M16", changes_are_published},
    Invariant{"M17", polls_keep_their_distance},
    Invariant{"M17", attempts_keep_their_distance},
    Invariant{"M18", waking_is_graded},
    Invariant{"M19", credentials_are_renewed_once},
    Invariant{"M20", leaving_has_grace},
    Invariant{"M20", finish_leaves_nothing},
};

}  // namespace

std::span<const Invariant> all_invariants() { return kInvariants; }

}  // namespace tss::explore
