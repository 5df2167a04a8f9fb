#include "fingerprint.hpp"

#include <algorithm>
#include <cmath>

#include "moves.hpp"

namespace tss {

namespace {

using explore::kUnit;

/// Small numbers, one character each.
class Numbers {
 public:
  void add(int value) { text_ += static_cast<char>(value + kZero); }
  void add(std::optional<int> value) { add(value.value_or(kNone)); }
  [[nodiscard]] std::string taken() { return std::move(text_); }

 private:
  static constexpr int kZero = 64;
  static constexpr int kNone = -60;
  std::string text_;
};

int units(Millis length) { return static_cast<int>(std::lround(length / kUnit)); }

/// After how many doublings `base` has come to `cap`.
int doublings(double base, double cap) {
  return static_cast<int>(std::ceil(std::log2(cap / base)));
}

/// How long ago, if that still makes a difference: not beyond `most`.
int age(Instant since, Instant now, Millis most) {
  return since == Instant::min() ? units(most) : std::min(units(now - since), units(most));
}

/// How far ahead; what has passed makes no difference.
int ahead(Instant until, Instant now) {
  return until == Instant::min() ? 0 : std::max(0, units(until - now));
}

/// Whether it was sent before credentials were renewed last; nothing if there is none.
template <typename Open>
std::optional<int> is_older(const std::optional<Open>& what, std::uint32_t renewed_after) {
  return what ? std::optional{static_cast<std::uint32_t>(what->generation) <= renewed_after ? 1 : 0}
              : std::nullopt;
}

/// What the world remembers decides what is checked, and what is offered next.
std::string remembered(const explore::World& world, const Policy& policy) {
  const Instant now = world.now;
  Numbers row;
  row.add(world.newest.exists ? 1 : 0);
  row.add(world.newest.is_final ? 1 : 0);
  row.add(std::min(world.newest.epoch, 1));
  row.add(std::min(world.newest.attempt, 2));
  row.add(static_cast<int>(world.newest.progress) / 10);
  row.add(world.has_user ? 1 : 0);
  row.add(world.is_finished ? 1 : 0);
  row.add(world.failures);
  row.add(world.renewals);
  row.add(ahead(world.gate, now));
  row.add(ahead(world.back_at, now));
  if (world.view.state == State::backoff) {
    row.add(age(world.failed_at, now, Millis{policy.backoff_base_ms}));
  } else if (world.view.state == State::polling) {
    row.add(age(world.asked_at, now, Millis{policy.poll_interval_ms}));
    row.add(age(world.probed_at, now, Millis{policy.probe_interval_ms}));
  }
  if (world.stream && world.stream->last_heartbeat) {
    row.add(age(*world.stream->last_heartbeat, now, Millis{policy.silence_ms}));
    row.add(world.stream->has_cadence ? 1 : 0);
  }
  return row.taken();
}

}  // namespace

std::string Fingerprint::of(const Machine& machine, const explore::World& world) {
  return of_session(machine, world.now) + of_transports(machine, world.now) +
         remembered(world, machine.policy_);
}

std::string Fingerprint::of_session(const Machine& machine, Instant now) {
  const Policy& policy = machine.policy_;
  const int most_closes = doublings(policy.backoff_base_ms, policy.backoff_cap_ms) + 1;
  const int most_failures = doublings(policy.poll_interval_ms, policy.poll_interval_cap_ms);
  Numbers row;
  row.add(static_cast<int>(machine.state_));
  row.add(static_cast<int>(machine.problem_));
  row.add(machine.http_status_ / 10);
  row.add(std::min(machine.failures_, machine.max_attempts()));
  row.add(std::min(machine.planned_closes_, most_closes));
  row.add(std::min(machine.request_failures_, most_failures));
  row.add(machine.request_answered_ ? 1 : 0);
  row.add(machine.visible_ ? 1 : 0);
  row.add(machine.renewed_ ? 1 : 0);
  row.add(ahead(machine.gate_, now));
  row.add(ahead(machine.back_at_, now));
  row.add(machine.slept_until_ == now ? 1 : 0);
  for (std::size_t i = 0; i < kTimerCount; ++i) {
    const Instant at = machine.timers_.at(static_cast<Timer>(i));
    row.add(at == kNever ? std::nullopt : std::optional{units(at - now)});
  }
  return row.taken();
}

std::string Fingerprint::of_transports(const Machine& machine, Instant now) {
  const Policy& policy = machine.policy_;
  const Millis proof{policy.proof_of_use_ms};
  Numbers row;
  row.add(is_older(machine.stream_, machine.renewed_after_));
  if (const auto& stream = machine.stream_) {
    const Millis stale = Millis{policy.wake_stale_ms} + kUnit;
    row.add(age(stream->heard_at, now, stale));
    row.add(stream->delivered_status ? 1 : 0);
    row.add(stream->is_open() ? 1 : 0);
    if (stream->is_open()) {
      row.add(age(stream->opened_at, now, proof));
      row.add(age(stream->opened_at, stream->heard_at, proof));
      row.add(units(stream->silence.limit(policy)));
    }
  }
  row.add(is_older(machine.request_, machine.renewed_after_));
  if (machine.request_) {
    row.add(units(now - machine.request_->sent_at));
  }
  return row.taken();
}

std::optional<Timer> Fingerprint::only_timer_due(const Machine& machine, Instant now) {
  std::optional<Timer> found;
  for (std::size_t i = 0; i < kTimerCount; ++i) {
    const auto timer = static_cast<Timer>(i);
    if (machine.timers_.at(timer) <= now) {
      if (found) {
        return std::nullopt;
      }
      found = timer;
    }
  }
  return found;
}

}  // namespace tss
