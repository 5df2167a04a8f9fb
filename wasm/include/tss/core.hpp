/// One session as the shell sees it: records in, records out. Event streams and JSON are understood
/// here, once for all transports; the machine behind it sees only what they meant.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "tss/boundary.hpp"
#include "tss/config.hpp"
#include "tss/event_stream.hpp"
#include "tss/machine.hpp"
#include "tss/reader.hpp"
#include "tss/snapshot.hpp"
#include "tss/status.hpp"

namespace tss {

/// A session from its start to its finish. Nothing throws, whatever a server sends.
class Core {
 public:
  using Effects = std::vector<EffectRecord>;

  /// `seed` makes waiting times reproducible; give each client another one.
  Core(const Policy& policy, std::uint32_t seed)
      : machine_(policy, seed), events_(policy.max_frame_bytes) {}

  /// There is a session to follow. Called once, first. `known_status`: JSON of a status that is
  /// known already, from another tab that followed the session, or empty. `now_ms`: the caller's
  /// monotonic clock.
  const Effects& start(const Environment& environment, std::string_view known_status,
                       double now_ms);

  /// Something happened. Returns what is to be done, in order, when the call has returned; it is
  /// kept until the next.
  const Effects& dispatch(const EventRecord& event, double now_ms);

  /// What start() or dispatch() returned last.
  [[nodiscard]] const Effects& effects() const { return effects_; }

  /// When to dispatch the next tick, on the caller's clock; infinity when no timer is armed.
  [[nodiscard]] double next_deadline() const;

  /// What can be seen of the session at `now_ms`, which is not before the last call's.
  [[nodiscard]] Snapshot snapshot(double now_ms) const;

 private:
  static constexpr double kNoGeneration = -1;

  void handle(const Event& event, double now_ms);
  void handle(const Reading& reading, double generation, double now_ms);
  void read_bytes(const EventRecord& event, double now_ms);

  void note_id(std::string_view id);
  [[nodiscard]] std::string resume_id() const;

  Machine machine_;
  /// The status that was read last; what the machine is told of it points here.
  Status status_;
  Effects effects_;
  /// The stream that is awaited, from the effect that opens it to the one that closes it.
  double generation_ = kNoGeneration;
  /// Reads a stream that comes as bytes. Native EventSource has a parser of its own.
  EventStream events_;
  /// The last event id of the stream, or where it was resumed.
  std::string last_event_id_;
  /// The id that a stream named last, unless a newer status has come by request since.
  std::string named_id_;
};

}  // namespace tss
