/// Snapshots as plain numbers, to be compared.
#pragma once

#include <array>
#include <cstddef>
#include <span>

#include "tss/snapshot.hpp"

namespace tss::fuzz {

inline constexpr std::size_t kVisibleFigures = 14;
inline constexpr std::size_t kCountedFigures = 29;

/// Everything that a user sees but the status's text, the metrics and what goes with the time.
[[nodiscard]] std::array<double, kVisibleFigures> visible_figures(const Snapshot& snapshot);

/// Everything that only counts up, but the bytes: those of old streams count, too.
[[nodiscard]] std::array<double, kCountedFigures> counted_figures(const Snapshot& snapshot);

/// Equal one by one; NaN is the same as NaN.
[[nodiscard]] bool are_same(std::span<const double> one, std::span<const double> other);

}  // namespace tss::fuzz
