/// Changes JSON as JSON: what comes out is still read to its end.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

/// libFuzzer's own mutations of bytes.
extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* bytes, std::size_t size,
                                        std::size_t max_size);

namespace tss::fuzz {

/// Changes one value in the JSON that the first `size` bytes of `room` hold, and returns the new
/// size. What is no JSON is changed as bytes.
[[nodiscard]] std::size_t mutate_json(std::span<std::uint8_t> room, std::size_t size,
                                      unsigned seed);

}  // namespace tss::fuzz
