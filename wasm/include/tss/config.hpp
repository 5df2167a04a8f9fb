/// Every number of the client's behaviour, once. Docs, types and the shell read it from here.
#pragma once

namespace tss {

/// Durations are milliseconds, as they cross the boundary. All are finite; all but linger_ms are at
/// least 1, so that nothing can be due again and again at one moment; shares are in [0, 1]. The
/// shell refuses others before they get here.
struct Policy {
  /// Failed SSE attempts, of whatever cause, before polling takes over. At least 1.
  double max_attempts = 3;
  /// From asking for a stream to its opening (for a probe: to its first event).
  double connect_timeout_ms = 10'000;
  /// Wait before attempt 2; it doubles with each further attempt …
  double backoff_base_ms = 1'000;
  /// … up to this, and is then multiplied by a random factor in [backoff_jitter_floor, 1].
  double backoff_cap_ms = 30'000;
  double backoff_jitter_floor = 0.5;
  /// A connection must have delivered a status and lived this long to restore the full budget.
  double proof_of_use_ms = 10'000;
  /// No event for this long is a failure, until two heartbeats tell the cadence …
  double silence_ms = 45'000;
  /// … then this many cadences are, but never less than silence_floor_ms or more than silence_ms.
  double silence_cadences = 3;
  double silence_floor_ms = 6'000;
  /// From the start of one poll to the start of the next; doubles while polls fail …
  double poll_interval_ms = 3'000;
  /// … up to this.
  double poll_interval_cap_ms = 30'000;
  /// A status request without an answer for this long has failed.
  double request_timeout_ms = 10'000;
  /// Between trials of SSE while polling, varied by ± probe_jitter of itself.
  double probe_interval_ms = 30'000;
  double probe_jitter = 0.1;
  /// After an absence (page hidden or frozen, machine asleep) or a silence longer than this, waking
  /// replaces what runs; after a shorter one it only hurries what waits.
  double wake_stale_ms = 20'000;
  /// The longest wait of a hidden page, after the server closed its idle stream, for being seen.
  double idle_wait_ms = 60'000;
  /// The longest delay that a server may ask for (Retry-After, retry_after_ms).
  double retry_after_cap_ms = 3'600'000;
  /// How long a session without users is kept, so that a remount does not reconnect.
  double linger_ms = 250;
  /// Longest frame or body that is read, in bytes of UTF-8.
  double max_frame_bytes = 1'048'576;
  /// Deepest nesting of a frame or body.
  double max_depth = 64;
};

}  // namespace tss
