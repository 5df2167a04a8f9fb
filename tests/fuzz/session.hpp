/// Plays a script on a core, with a watch beside it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "script.hpp"
#include "tss/core.hpp"
#include "watch.hpp"

namespace tss::fuzz {

/// Neither may make a difference.
enum class Delivery : std::uint8_t {
  as_given,
  /// Bytes come in small pieces, and what old streams and requests say does not come at all.
  otherwise,
};

class Session {
 public:
  Session(const Script& script, Delivery delivery);

  /// Everything that was asked for, a line each; then the end.
  [[nodiscard]] const std::vector<std::string>& log() const { return log_; }

 private:
  void take(const Line& line);
  void take_stream(const Line& line);
  void take_request(const Line& line);
  /// False if `line` is none of those that come without a stream or a request.
  bool take_world(const Line& line);

  void wait(double length_ms);
  void tick_late(double by_ms);
  void send_status(const Line& line);
  void send_message(const Line& line, const std::string& name, const std::string& data,
                    const std::string& id);
  void send_bytes(const Line& line, const std::string& bytes);
  void dispatch(const EventRecord& event);
  void see(const EventRecord* event, const Snapshot& before, double deadline_before_ms,
           std::vector<EffectRecord> effects);
  /// How many valid statuses have come, newer or not.
  [[nodiscard]] double statuses() const;
  [[nodiscard]] double stream_of(const Line& line) const;
  [[nodiscard]] double request_of(const Line& line) const;

  bool is_fetch_;
  Policy policy_;
  Delivery delivery_;
  Core core_;
  Watch watch_;
  // Not zero: nothing may depend on the clock's origin.
  double now_ms_ = 1'000'000;
  /// The generations of all streams and requests so far, the newest last.
  std::vector<double> streams_;
  std::vector<double> requests_;
  /// All that the stream has sent so far ends with a blank line.
  bool is_between_frames_ = true;
  std::vector<std::string> log_;
};

}  // namespace tss::fuzz
