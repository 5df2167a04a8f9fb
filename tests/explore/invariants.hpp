/// What must hold at every step, whatever happens: the rules of wasm/SPEC.md by their numbers.
#pragma once

#include <span>
#include <string_view>

#include "world.hpp"

namespace tss::explore {

struct Invariant {
  /// Its number in wasm/SPEC.md.
  std::string_view id;
  bool (*holds)(const Step& step);
};

[[nodiscard]] std::span<const Invariant> all_invariants();

}  // namespace tss::explore
