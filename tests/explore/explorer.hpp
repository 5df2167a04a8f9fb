/// Breadth-first search over all states that a machine can reach.
#pragma once

#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "moves.hpp"

namespace tss::explore {

/// One exploration: a client's settings, and what may happen to it.
struct Setting {
  std::string name;
  Policy policy;
  Environment environment;
  std::set<Group> groups;
  /// Another tab knows already that the job is completed.
  bool is_over = false;
};

/// Named in place of an invariant when states that look alike have different futures.
inline constexpr const char* kUnlike = "the likeness of states";

/// The shortest path that leads to a broken invariant.
struct Violation {
  std::string invariant;
  std::vector<std::string> path;
};

/// A cell of the transition table as it was seen: the state and event, and what followed.
struct SeenCell {
  State state;
  EventKind event;
  State target;
  friend auto operator<=>(const SeenCell&, const SeenCell&) = default;
};

struct Findings {
  std::size_t states = 0;
  std::size_t transitions = 0;
  /// Moves on the longest of the shortest paths.
  std::size_t depth = 0;
  /// Nothing new was to be found: the whole space was walked.
  bool is_complete = false;
  /// States that were reached again by another way and compared move by move with the first.
  std::size_t compared = 0;
  std::set<SeenCell> cells;
  std::vector<Violation> violations;
};

struct Limits {
  std::size_t states = 20'000'000;
  /// One in so many states that were reached again is compared, move by move, with the first.
  std::size_t compare_every = 97;
};

[[nodiscard]] Findings explore(const Setting& setting, const Limits& limits);

}  // namespace tss::explore
