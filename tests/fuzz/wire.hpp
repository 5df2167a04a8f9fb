/// What a server would send, made from the words of a script. Words stand in the JSON as they are,
/// so a wrong one makes wrong JSON.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tss::fuzz {

/// Epoch, sequence, attempt, word and progress, then a timestamp; without that it is made at
/// `now_ms`.
[[nodiscard]] std::string status_json(const std::vector<std::string>& words, double now_ms);

/// The body of a heartbeat that is sent at `now_ms`.
[[nodiscard]] std::string heartbeat_json(double now_ms);

/// Reason, reconnect and retry_after_ms.
[[nodiscard]] std::string close_json(const std::vector<std::string>& words);

/// One event of a stream.
[[nodiscard]] std::string frame(std::string_view name, std::string_view data, std::string_view id);

/// `text` with \n, \r, \0 and \\ turned into what they stand for.
[[nodiscard]] std::string unescaped(std::string_view text);

}  // namespace tss::fuzz
