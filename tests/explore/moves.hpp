/// All that can happen to a session: what users, browser, network and server may do next.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "world.hpp"

namespace tss::explore {

/// The grid on which everything happens. It is coarse, so that there are few moments, and a little
/// longer than what the machine takes for one waking (2 s).
inline constexpr Millis kUnit{10'000};
/// Longer than the machine waits for a slowed timer (90 s).
inline constexpr Millis kSleep = 10 * kUnit;

/// Groups of moves that an exploration may leave out, to stay small.
enum class Group : std::uint8_t {
  core,
  /// What servers and others answer instead of a stream or status.
  refusals,
  /// Statuses that are not simply the next one.
  order,
  users,
  visibility,
};

struct Move {
  std::string_view name;
  Group group = Group::core;
  /// Time that passes first; timers do not fire by themselves.
  Millis passes{};
  bool (*is_possible)(const World& world, std::optional<Instant> deadline);
  /// Null: nothing happens but time.
  Event (*event)(const World& world);
  /// It bears the generation of something that is over, and must change nothing.
  bool is_old = false;
};

[[nodiscard]] std::span<const Move> all_moves();

/// The completed job, as the next status of `world` tells of it.
[[nodiscard]] Status final_status(const World& world);

}  // namespace tss::explore
