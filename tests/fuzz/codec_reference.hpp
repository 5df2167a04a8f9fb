/// What the codec should make of a text, told from a tree of nlohmann_json's own parser.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "tss/config.hpp"
#include "tss/event.hpp"
#include "tss/status.hpp"

namespace tss::fuzz {

/// Some object of `text` has a key twice. Readers may then differ: one that walks sees both, a tree
/// has one.
[[nodiscard]] bool has_repeated_keys(std::string_view text);

// Each says what a text without repeated keys comes to; nothing if it is to be refused.
[[nodiscard]] std::optional<Status> expected_status(std::string_view text, const Policy& policy);
[[nodiscard]] std::optional<CloseNotice> expected_close(std::string_view text,
                                                        const Policy& policy);

/// The "timestamp" of a heartbeat's body.
[[nodiscard]] std::optional<std::string> expected_heartbeat(std::string_view text,
                                                            const Policy& policy);

}  // namespace tss::fuzz
