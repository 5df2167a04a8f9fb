/// What the explorer knows of a session from outside: from what it told the machine and from what
/// the machine asked for. A model of its own, to hold the machine against.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "tss/boundary.hpp"
#include "tss/config.hpp"
#include "tss/event.hpp"
#include "tss/machine.hpp"

namespace tss::explore {

/// What users see of a session, but for metrics and the time of the newest status.
struct View {
  State state = State::idle;
  Mode mode = Mode::none;
  bool connected = false;
  bool stale = false;
  bool probing = false;
  FallbackReason reason = FallbackReason::none;
  double attempt = 0;
  Problem problem = Problem::none;
  bool fatal = false;
  double http_status = 0;
  double poll_interval_ms = 0;
  /// When SSE is tried next, if that is known.
  std::optional<double> next_attempt_at_ms = {};
  std::string status;
  double progress = 0;

  friend bool operator==(const View&, const View&) = default;
};

[[nodiscard]] View view_of(const Machine& machine, Instant now);

/// A stream that was asked for and is not closed.
struct OpenStream {
  Generation generation;
  std::optional<Instant> opened_at = {};
  Instant heard_at;
  bool delivered_status = false;
  std::optional<Instant> last_heartbeat = {};
  /// Two heartbeats came: their cadence is known.
  bool has_cadence = false;
};

/// A request that was sent and is neither answered nor cancelled.
struct OpenRequest {
  Generation generation;
  Instant sent_at;
};

/// The newest status that was offered with a right to be shown.
struct Newest {
  bool exists = false;
  bool is_final = false;
  /// Epochs are numbered in the order in which they were offered.
  int epoch = 0;
  int sequence = 0;
  int attempt = 1;
  double progress = 0;
};

struct World {
  Environment environment;
  Instant now;
  View view;
  std::optional<OpenStream> stream;
  std::optional<OpenRequest> request;
  /// The highest number that was given to a stream or request.
  std::uint32_t generations = 0;
  /// The machine took more than one stream, closed what was not open, and the like: what is wrong,
  /// by the id of the invariant that it breaks.
  std::string broken;

  Newest newest;
  bool has_user = true;
  bool is_finished = false;

  /// Failed attempts since the budget was full.
  int failures = 0;
  /// No earlier than this: what servers asked for by Retry-After, and by planned closes.
  Instant gate = Instant::min();
  Instant back_at = Instant::min();
  /// When things happened last.
  Instant failed_at = Instant::min();
  Instant asked_at = Instant::min();
  Instant probed_at = Instant::min();
  /// Renewals of credentials since the server accepted something.
  int renewals = 0;
  std::uint32_t renewed_after = 0;
};

/// One step: what was told, what was asked for, and how things stood before and stand after.
struct Step {
  const Policy& policy;
  const World& before;
  const World& after;
  const Event& event;
  std::span<const EffectRecord> effects;
  std::optional<Instant> deadline_before;
  std::optional<Instant> deadline;
};

/// The world after `event` at `now`, which made the machine ask for `effects`.
[[nodiscard]] World next_world(const World& before, const Policy& policy, const Event& event,
                               Instant now, std::span<const EffectRecord> effects,
                               std::optional<Instant> deadline_before, View view);

/// True if `event` bears a generation that is awaited, or none.
[[nodiscard]] bool is_current(const World& world, const Event& event);

/// Later than browsers slow timers down: the machine slept.
[[nodiscard]] bool slept(const Event& event, std::optional<Instant> deadline, Instant now);

}  // namespace tss::explore
