#include "world.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace tss::explore {

namespace {

constexpr Millis kLatestTimer{90'000};

bool is_sse(State state) { return state == State::connecting || state == State::open; }

/// Applies what happened, then what was asked for.
class Turn {
 public:
  Turn(World before, const Policy& policy, Instant now)
      : world_(std::move(before)), policy_(policy) {
    world_.now = now;
  }

  void take(const Event& event) {
    std::visit([this](const auto& fact) { note(fact); }, event);
  }

  void take(std::span<const EffectRecord> effects) {
    for (const EffectRecord& effect : effects) {
      if (world_.is_finished) {
        fail("M20");
      }
      carry_out(effect.type, static_cast<Generation>(effect.generation));
    }
  }

  /// Attempts that failed are told by what became of the stream: an attempt was under way, its
  /// stream was closed, and no one had asked for that.
  void judge(const Event& event, bool was_asleep, const View& view) {
    const bool can_fail = std::holds_alternative<event::StreamFailed>(event) ||
                          std::holds_alternative<event::StreamRefused>(event) ||
                          (std::holds_alternative<event::Tick>(event) && !was_asleep);
    const bool goes_on = view.state == State::backoff || view.state == State::polling;
    if (can_fail && is_sse(world_.view.state) && goes_on && !renewal_follows(event)) {
      // Beyond the budget there is nothing to count: a probe that took over has none left.
      world_.failures = std::min(world_.failures + 1, static_cast<int>(policy_.max_attempts));
      world_.failed_at = world_.now;
    }
  }

  /// The wait for the next probe begins with a probe, with the polls, and with each waking.
  void note_probe(const Event& event, bool was_asleep, const View& view) {
    const bool is_woken = was_asleep || std::holds_alternative<event::Wake>(event) ||
                          std::holds_alternative<event::Online>(event);
    if (world_.view.state == State::suspended && view.state == State::polling) {
      // Online again: the first probe is due at once.
      world_.probed_at = Instant::min();
    } else if (opened_stream_ || is_woken || world_.view.state != view.state) {
      world_.probed_at = world_.now;
    }
  }

  [[nodiscard]] World result(View view) {
    // Forgotten with the state that they belong to: what is over must not tell worlds apart.
    if (view.state != State::backoff) {
      world_.failed_at = Instant::min();
    }
    if (view.state != State::polling) {
      world_.probed_at = Instant::min();
      world_.asked_at = Instant::min();
    } else if (world_.view.state != State::polling) {
      world_.asked_at = world_.request ? world_.request->sent_at : Instant::min();
    }
    world_.view = std::move(view);
    return std::move(world_);
  }

 private:
  // What happened.

  template <typename Fact>
  void note(const Fact& /*fact*/) {}
  void note(const event::Retry& /*retry*/) {
    if (!world_.newest.is_final) {
      world_.failures = 0;
      world_.back_at = Instant::min();
      world_.renewals = 0;
    }
  }
  void note(const event::Acquire& /*acquire*/) { world_.has_user = true; }
  void note(const event::Release& /*release*/) { world_.has_user = false; }
  void note(const event::StreamOpened& /*opened*/) {
    if (world_.view.state == State::connecting) {
      open();
    }
  }
  void note(const event::StreamAlive& alive) {
    const bool is_heartbeat = alive.sign == event::StreamAlive::Sign::heartbeat;
    if (is_heartbeat || world_.view.state == State::connecting) {
      open();
    }
    if (is_heartbeat) {
      world_.stream->has_cadence = world_.stream->last_heartbeat.has_value();
      world_.stream->last_heartbeat = world_.now;
      hear();
    }
  }
  void note(const event::StreamStatus& status) {
    open();
    world_.stream->delivered_status = true;
    hear();
    offer(*status.status);
  }
  void note(const event::StreamClosing& closing) {
    if (is_sse(world_.view.state)) {
      hear();
    }
    if (closing.notice.reconnect) {
      world_.back_at = world_.now + obeyed(closing.notice.retry_after);
    }
  }
  void note(const event::StreamRefused& refused) { heed(refused.failure.retry_after); }
  void note(const event::StreamFailed& /*failed*/) {
    if (is_sse(world_.view.state)) {
      hear();
    }
  }
  void note(const event::ResponseStatus& response) {
    world_.request.reset();
    world_.renewals = 0;
    offer(*response.status);
  }
  void note(const event::ResponseFailed& response) {
    world_.request.reset();
    heed(response.failure.retry_after);
  }

  // What was asked for.

  void carry_out(EffectType type, Generation generation) {
    switch (type) {
      case EffectType::open_stream:
        return open_stream(generation);
      case EffectType::close_stream:
        return end(world_.stream, generation, "M1");
      case EffectType::request_status:
        return send_request(generation);
      case EffectType::cancel_request:
        return end(world_.request, generation, "M2");
      case EffectType::renew_credentials:
        ++world_.renewals;
        world_.renewed_after = world_.generations;
        return;
      case EffectType::publish:
        return;
      case EffectType::finish:
        world_.is_finished = true;
        return;
      case EffectType::report:
        // Only the core behind which the machine is reports.
        return;
    }
  }

  void open_stream(Generation generation) {
    if (world_.stream) {
      fail("M1");
    }
    number(generation);
    world_.stream = OpenStream{.generation = generation, .heard_at = world_.now};
    opened_stream_ = true;
  }

  void send_request(Generation generation) {
    if (world_.request) {
      fail("M2");
    }
    number(generation);
    world_.request = OpenRequest{.generation = generation, .sent_at = world_.now};
    world_.asked_at = world_.now;
  }

  void fail(const char* invariant) {
    if (world_.broken.empty()) {
      world_.broken = invariant;
    }
  }

  void open() {
    world_.renewals = 0;
    if (!world_.stream->opened_at) {
      world_.stream->opened_at = world_.now;
      hear();
    }
  }

  void hear() {
    OpenStream& stream = *world_.stream;
    stream.heard_at = world_.now;
    const bool is_proven = stream.delivered_status && stream.opened_at &&
                           world_.now - *stream.opened_at >= Millis{policy_.proof_of_use_ms};
    if (is_proven) {
      world_.failures = 0;
    }
  }

  void offer(const Status& status) {
    Newest& newest = world_.newest;
    const int epoch = std::stoi(status.epoch.substr(1));
    const int sequence = static_cast<int>(status.sequence);
    const bool is_newer =
        !newest.exists ||
        (!newest.is_final &&
         (epoch > newest.epoch || (epoch == newest.epoch && sequence > newest.sequence)));
    if (!is_newer) {
      return;
    }
    const int attempt = static_cast<int>(status.attempt);
    const bool is_same_attempt = newest.exists && newest.attempt == attempt;
    newest = {
        .exists = true,
        .is_final = is_terminal(status.word),
        .epoch = epoch,
        .sequence = sequence,
        .attempt = attempt,
        .progress = is_same_attempt ? std::max(newest.progress, status.progress) : status.progress};
  }

  void heed(std::optional<Millis> retry_after) {
    if (retry_after) {
      world_.gate = std::max(world_.gate, world_.now + obeyed(retry_after));
    }
  }

  [[nodiscard]] Millis obeyed(std::optional<Millis> asked) const {
    return std::min(asked.value_or(Millis{0}), Millis{policy_.retry_after_cap_ms});
  }

  void number(Generation generation) {
    if (static_cast<std::uint32_t>(generation) <= world_.generations) {
      fail("M3");
    }
    world_.generations = static_cast<std::uint32_t>(generation);
  }

  template <typename Open>
  void end(std::optional<Open>& what, Generation generation, const char* invariant) {
    if (!what || what->generation != generation) {
      fail(invariant);
    }
    what.reset();
  }

  [[nodiscard]] bool renewal_follows(const Event& event) const {
    const auto* refused = std::get_if<event::StreamRefused>(&event);
    const bool is_about_credentials = refused != nullptr && (refused->failure.http_status == 401 ||
                                                             refused->failure.http_status == 403);
    return is_about_credentials && world_.environment.can_renew;
  }

  World world_;
  const Policy& policy_;
  bool opened_stream_ = false;
};

}  // namespace

View view_of(const Machine& machine, Instant now) {
  Snapshot seen = machine.snapshot(now);
  return {.state = seen.state,
          .mode = seen.mode,
          .connected = seen.connected,
          .stale = seen.stale,
          .probing = seen.probing,
          .reason = seen.fallback_reason,
          .attempt = seen.attempt,
          .problem = seen.problem,
          .fatal = seen.fatal,
          .http_status = seen.http_status,
          .poll_interval_ms = seen.poll_interval_ms,
          .next_attempt_at_ms = std::isnan(seen.next_attempt_at_ms)
                                    ? std::nullopt
                                    : std::optional{seen.next_attempt_at_ms},
          .status = std::move(seen.status_text),
          .progress = seen.progress};
}

bool slept(const Event& event, std::optional<Instant> deadline, Instant now) {
  return std::holds_alternative<event::Tick>(event) && deadline && now - *deadline > kLatestTimer;
}

bool is_current(const World& world, const Event& event) {
  return std::visit(
      [&world](const auto& fact) {
        using Fact = std::decay_t<decltype(fact)>;
        if constexpr (std::is_same_v<Fact, event::ResponseStatus> ||
                      std::is_same_v<Fact, event::ResponseFailed>) {
          return world.request && world.request->generation == fact.generation;
        } else if constexpr (requires { fact.generation; }) {
          return world.stream && world.stream->generation == fact.generation;
        } else {
          return true;
        }
      },
      event);
}

World next_world(const World& before, const Policy& policy, const Event& event, Instant now,
                 std::span<const EffectRecord> effects, std::optional<Instant> deadline_before,
                 View view) {
  const bool was_asleep = slept(event, deadline_before, now);
  Turn turn(before, policy, now);
  if (is_current(before, event)) {
    turn.take(event);
  }
  turn.judge(event, was_asleep, view);
  turn.take(effects);
  turn.note_probe(event, was_asleep, view);
  return turn.result(std::move(view));
}

}  // namespace tss::explore
