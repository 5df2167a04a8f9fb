/// Looks at every call of a core and its outcome, and ends the program when a promise is broken.
/// It knows only what the shell sees: records, effects, deadlines and snapshots. The numbers in
/// what it says are those of the invariants in wasm/SPEC.md.
#pragma once

#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "tss/boundary.hpp"
#include "tss/config.hpp"
#include "tss/snapshot.hpp"
#include "tss/status.hpp"

namespace tss::fuzz {

/// One call and what it came to.
struct Call {
  /// Nothing for the start.
  const EventRecord* event = nullptr;
  double now_ms = 0;
  /// What was to be seen right before the call, at the same time.
  Snapshot before;
  Snapshot after;
  std::vector<EffectRecord> effects;
  double deadline_before_ms = 0;
  double deadline_ms = 0;
};

class Watch {
 public:
  explicit Watch(const Policy& policy) : policy_(policy) {}

  /// Checks `call`, and takes note of what it left behind.
  void see(const Call& call);

  /// The stream and the request that are outstanding, if any.
  [[nodiscard]] std::optional<double> stream() const { return stream_; }
  [[nodiscard]] std::optional<double> request() const { return request_; }
  /// `event` is of a stream or a request that is not awaited any more, or never was.
  [[nodiscard]] bool is_old(const EventRecord& event) const;
  [[nodiscard]] bool is_finished() const { return is_finished_; }

 private:
  void note_event(const Call& call);
  void note_gate(const Call& call);
  void note_planned_close(const Call& call);
  void note_effect(const EffectRecord& effect, double now_ms);
  void check_old_generation(const Call& call) const;
  void check_deadline(const Call& call) const;
  void check_state(const Call& call) const;
  void check_end(const Call& call) const;
  void check_status(const Call& call);
  void check_metrics(const Call& call) const;
  void take_generation(double generation, double now_ms);
  [[nodiscard]] std::optional<Status> read(const std::string& text) const;

  Policy policy_;
  std::optional<double> stream_;
  std::optional<double> request_;
  double last_generation_ = 0;
  /// A server asked not to be called before this.
  double gate_ms_ = -std::numeric_limits<double>::infinity();
  /// A server that closed its stream as planned asked not to be back before this.
  double back_at_ms_ = -std::numeric_limits<double>::infinity();
  /// The newest status that was to be seen.
  std::optional<Status> shown_;
  bool is_finished_ = false;
  bool is_final_ = false;
  double streams_ = 0;
  double requests_ = 0;
  /// The epochs before the present one that a late answer may still bear.
  std::vector<std::string> retired_;
};

}  // namespace tss::fuzz
