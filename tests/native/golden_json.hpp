/// The boundary's records as JSON, by the names that they have in JavaScript.
#pragma once

#include <nlohmann/json.hpp>

#include "tss/boundary.hpp"
#include "tss/config.hpp"
#include "tss/snapshot.hpp"

namespace tss::test {

/// Throws nothing: a scenario that lacks a field, or has one that is not known, ends the program.
[[nodiscard]] Policy policy_of(const nlohmann::json& changes);
[[nodiscard]] Environment environment_of(const nlohmann::json& environment);
/// `generation` stays 0 where it is given by a word.
[[nodiscard]] EventRecord event_of(const nlohmann::json& event);

/// Numbers that JSON does not have are the texts "NaN" and "Infinity".
[[nodiscard]] nlohmann::json json_of(double number);
[[nodiscard]] nlohmann::json json_of(const EffectRecord& effect);
[[nodiscard]] nlohmann::json json_of(const Snapshot& snapshot);

}  // namespace tss::test
