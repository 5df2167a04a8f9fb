/// What can be seen of a session at one moment.
#pragma once

#include <limits>
#include <string>

#include "tss/types.hpp"

namespace tss {

/// Streams that failed, by cause, probes included.
struct StreamFailures {
  /// Broke off after it had proved its use, or could not be opened.
  double error = 0;
  /// Answered with something that is no stream (only fetch can tell).
  double refused = 0;
  /// Did not open in time.
  double connect_timeout = 0;
  /// Said nothing for too long.
  double silence = 0;
  /// Broke off before it had proved its use.
  double died_young = 0;
};

/// Milliseconds spent in each state that is not an end.
struct TimeIn {
  double connecting = 0;
  double open = 0;
  double backoff = 0;
  double polling = 0;
  double suspended = 0;
};

/// How late updates came: from the server's timestamp to their arrival here.
struct Latency {
  /// Of the newest update, milliseconds; NaN before the first that could be measured …
  double last_ms = std::numeric_limits<double>::quiet_NaN();
  /// … and how far it may be off, ±, because the two clocks can only be compared over the network.
  double uncertainty_ms = std::numeric_limits<double>::quiet_NaN();
  /// The server's clock (Unix milliseconds) minus the caller's monotonic one; NaN while unknown.
  double clock_offset_ms = std::numeric_limits<double>::quiet_NaN();
  /// Updates by latency: up to so many milliseconds, and more than the bound before.
  double up_to_10 = 0;
  double up_to_25 = 0;
  double up_to_50 = 0;
  double up_to_100 = 0;
  double up_to_250 = 0;
  double up_to_1000 = 0;
  double up_to_3000 = 0;
  double over_3000 = 0;
};

/// The health of one session's connection, since it began.
struct Metrics {
  /// Streams asked for, probes included.
  double streams_opened = 0;
  /// Streams that opened, and streams that ended after they had, for whatever reason.
  double connects = 0;
  double disconnects = 0;
  /// Streams that opened after an earlier one had.
  double reconnects = 0;
  /// Ends that the server announced.
  double planned_closes = 0;
  /// Requests for the status, and those of them that brought none.
  double status_requests = 0;
  double status_failures = 0;
  /// Streams asked for and status requests together.
  double requests = 0;
  /// Bytes of events and bodies received, without HTTP's own.
  double bytes = 0;
  /// Statuses that replaced the one before.
  double updates = 0;
  /// Statuses that were not newer than the one known.
  double outdated = 0;
  /// Frames and bodies that were no valid status.
  double rejected = 0;
  /// Share of the time, 0–1, in which updates were arriving: from the start to the end of the job.
  double uptime_ratio = 0;
  StreamFailures failures;
  TimeIn time_in;
  Latency latency;
};

/// Plain values, as they cross the boundary.
struct Snapshot {
  State state = State::idle;
  Mode mode = Mode::none;
  /// Updates are arriving: a stream is open, or the last poll was answered.
  bool connected = false;
  /// A status is known that is not final, and nothing brings newer ones now.
  bool stale = false;
  /// A trial stream runs beside the polls.
  bool probing = false;
  FallbackReason fallback_reason = FallbackReason::none;
  /// The SSE attempt that runs, or comes next; 0 before the first.
  double attempt = 0;
  /// That of the policy.
  double max_attempts = 0;
  /// Why nothing arrives, and the HTTP status that said so (0: none did).
  Problem problem = Problem::none;
  bool fatal = false;
  double http_status = 0;
  /// When SSE is tried next, and when the newest status came: milliseconds on the caller's clock,
  /// or NaN.
  double next_attempt_at_ms = std::numeric_limits<double>::quiet_NaN();
  double last_update_at_ms = std::numeric_limits<double>::quiet_NaN();
  /// The interval between polls in force, milliseconds; 0 when not polling.
  double poll_interval_ms = 0;
  /// JSON of the newest status, empty before the first.
  std::string status_text;
  /// The progress to show: that of the status, or the furthest reached in this attempt of the job.
  double progress = 0;
  Metrics metrics;
};

}  // namespace tss
