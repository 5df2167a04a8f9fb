/// From the server's JSON to what the machine understands. Nothing here throws, whatever comes.
#pragma once

#include <optional>
#include <string_view>

#include "tss/boundary.hpp"
#include "tss/config.hpp"
#include "tss/event.hpp"
#include "tss/status.hpp"

namespace tss {

/// Why a text was refused, and which field is at fault (empty: the text as a whole).
struct Refused {
  Complaint why;
  /// Lives as long as the program.
  std::string_view field;
};

/// Reads one TranscriptionStatus: an object with at least session_id, epoch, sequence, attempt,
/// status, progress, message and timestamp of the right types and ranges. Unknown fields are
/// accepted; an unknown status word is JobWord::unknown. Limits: policy.max_frame_bytes, max_depth.
/// Returns why the text is refused, if it is; `status` is then left as it was.
[[nodiscard]] std::optional<Refused> decode_status(std::string_view text, const Policy& policy,
                                                   Status& status);

/// Reads the body of a `close` event: {"reason", "reconnect": bool, "retry_after_ms": ≥ 0 | null}.
/// Returns as decode_status() does.
[[nodiscard]] std::optional<Refused> decode_close(std::string_view text, const Policy& policy,
                                                  CloseNotice& notice);

/// When a heartbeat was sent, from its body {"timestamp"}, Unix milliseconds. Nothing if the body
/// does not tell: a heartbeat is a sign of life whatever it says.
[[nodiscard]] std::optional<double> decode_heartbeat(std::string_view text, const Policy& policy);

}  // namespace tss
