#include "json_mutator.hpp"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tss::fuzz {

namespace {

using nlohmann::json;
using Chance = std::minstd_rand;

/// What stands at the edge of some field's range, or beyond it.
constexpr std::array<std::string_view, 26> kValues = {
    "null",
    "true",
    "false",
    "0",
    "-0",
    "-1",
    "1",
    "0.5",
    "99.999999999999999",
    "100",
    "100.00000000000001",
    "101",
    "1e2",
    "4294967296",
    "9007199254740991",
    "9007199254740992",
    "18446744073709551616",
    "1e-400",
    R"("")",
    R"("e1")",
    R"("completed")",
    R"("paused")",
    R"("2026-02-28T23:59:60.5+05:30")",
    R"("\u0000")",
    "{}",
    "[[]]",
};

/// What some readers overlook before or behind a value.
constexpr std::array<std::string_view, 4> kAround = {"\xEF\xBB\xBF", " ", "x", "{}"};

constexpr std::array<std::string_view, 23> kKeys = {"session_id",
                                                    "epoch",
                                                    "sequence",
                                                    "attempt",
                                                    "status",
                                                    "progress",
                                                    "message",
                                                    "timestamp",
                                                    "error",
                                                    "code",
                                                    "statistics",
                                                    "audio_seconds",
                                                    "processed_seconds",
                                                    "segments_done",
                                                    "segments_total",
                                                    "words",
                                                    "realtime_factor",
                                                    "estimated_completion",
                                                    "reconnect",
                                                    "retry_after_ms",
                                                    "reason",
                                                    "unknown",
                                                    ""};

template <typename Choices>
const auto& any_of(const Choices& choices, Chance& chance) {
  return choices[chance() % choices.size()];
}

void collect(json& tree, std::vector<json*>& nodes) {
  nodes.push_back(&tree);
  if (tree.is_structured()) {
    for (json& inner : tree) {
      collect(inner, nodes);
    }
  }
}

/// Stands in the tree for a text that a tree cannot hold.
constexpr std::string_view kPlaceholder = "@";

/// Numbers as they may be written, and what lies at the limits of length and depth.
std::string any_text(Chance& chance) {
  constexpr std::array<std::string_view, 8> kNumbers = {
      "1e999", "-1e999", "1.0", "1E+2", "-0.0", "100.0000000000000000001", "01", "+1"};
  switch (chance() % 3) {
    case 0:
      return std::string(any_of(kNumbers, chance));
    case 1:
      return '"' + std::string(230 + (chance() % 30), 'e') + '"';
    default:
      const std::size_t depth = 1 + (chance() % (chance() % 2 == 0 ? 8 : 70));
      return std::string(depth, '[') + std::string(depth, ']');
  }
}

json any_value(const std::vector<json*>& nodes, Chance& chance) {
  if (chance() % 4 == 0) {
    return *any_of(nodes, chance);
  }
  if (chance() % 4 == 0) {
    return kPlaceholder;
  }
  return json::parse(any_of(kValues, chance));
}

void change(json& tree, Chance& chance) {
  std::vector<json*> nodes;
  collect(tree, nodes);
  json& node = *any_of(nodes, chance);
  json value = any_value(nodes, chance);
  if (node.is_object() && chance() % 4 != 0) {
    node[std::string(any_of(kKeys, chance))] = std::move(value);
  } else if (node.is_object() && !node.empty()) {
    node.erase(std::next(node.begin(), static_cast<std::ptrdiff_t>(chance() % node.size())));
  } else if (node.is_array() && chance() % 2 == 0) {
    node.push_back(std::move(value));
  } else if (chance() % 8 == 0) {
    node = json::array({node});
  } else {
    node = std::move(value);
  }
}

}  // namespace

std::size_t mutate_json(std::span<std::uint8_t> room, std::size_t size, unsigned seed) {
  json tree =
      json::parse(room.begin(), room.begin() + static_cast<std::ptrdiff_t>(size), nullptr, false);
  if (tree.is_discarded()) {
    return LLVMFuzzerMutate(room.data(), size, room.size());
  }
  Chance chance(seed);
  change(tree, chance);
  std::string text = tree.dump();
  const std::string placeholder = json(kPlaceholder).dump();
  if (const std::size_t at = text.find(placeholder); at != std::string::npos) {
    text.replace(at, placeholder.size(), any_text(chance));
  }
  if (chance() % 64 == 0) {
    text.insert(chance() % 2 == 0 ? 0 : text.size(), any_of(kAround, chance));
  }
  if (text.size() > room.size()) {
    return LLVMFuzzerMutate(room.data(), size, room.size());
  }
  std::ranges::copy(text, room.begin());
  return text.size();
}

}  // namespace tss::fuzz
