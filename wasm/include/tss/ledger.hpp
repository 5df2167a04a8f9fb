/// Which status is the newest, whatever transport brought it and in whatever order.
#pragma once

#include <array>
#include <cstdint>
#include <string>

#include "tss/status.hpp"

namespace tss {

/// Whether a status replaced the one known.
enum class Verdict : std::uint8_t { newer, outdated };

/// Keeps the newest status. `sequence` orders within an epoch; an epoch not seen before is newer
/// than any sequence of the ones before; a terminal status is final.
class Ledger {
 public:
  /// Takes `status` if it is newer than the one known.
  Verdict offer(const Status& status);

  /// Null before the first.
  [[nodiscard]] const Status* newest() const { return newest_.sequence < 0 ? nullptr : &newest_; }
  /// The newest is terminal: nothing is newer any more.
  [[nodiscard]] bool is_final() const { return is_terminal(newest_.word); }

  /// The furthest progress of the job's present attempt, 0–100: progress never runs backwards
  /// within one attempt, not even when a server says so.
  [[nodiscard]] double progress() const { return progress_; }

  /// `<epoch>-<sequence>` of the newest status, empty before the first.
  [[nodiscard]] std::string last_event_id() const;

 private:
  [[nodiscard]] bool is_newer(const Status& status) const;
  [[nodiscard]] bool is_retired(const std::string& epoch) const;
  void retire(std::string& epoch);

  /// At first one of no epoch that is older than all.
  Status newest_{.sequence = -1};
  double progress_ = 0;
  // A late answer may still carry an epoch that has ended. Few are ever in flight.
  static constexpr std::size_t kRetiredEpochs = 4;
  std::array<std::string, kRetiredEpochs> retired_;
  std::size_t next_retired_ = 0;
};

}  // namespace tss
