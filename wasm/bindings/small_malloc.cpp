/// The module's memory, in a tenth of the code of the smallest allocator that Emscripten brings.
/// A block's size is a power of two; a free one waits in the list of its size for the next that
/// asks. Nothing is split or joined: what a session needs comes back in the same sizes again and
/// again. At worst half of a block is unused. Linked into the shipped module only.
#include <unistd.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

namespace {

/// In front of each block while it is in use: its size, by its exponent. While it is free: the next
/// free one of its size. As long as the strictest alignment, so that what follows keeps it.
union alignas(std::max_align_t) Head {
  int exponent;
  Head* next;
};

constexpr int kSmallest = 5;
constexpr int kExponents = 32;

std::array<Head*, kExponents> free_blocks;

}  // namespace

extern "C" {

void* malloc(std::size_t size) {
  const int exponent = std::max(kSmallest, std::bit_width(size + sizeof(Head) - 1));
  if (size >= SIZE_MAX / 4) {
    return nullptr;
  }
  Head*& list = free_blocks[static_cast<std::size_t>(exponent)];
  Head* block = list;
  if (block != nullptr) {
    list = block->next;
  } else {
    void* const fresh =
        sbrk(static_cast<std::intptr_t>(std::size_t{1} << static_cast<unsigned>(exponent)));
    if (reinterpret_cast<std::intptr_t>(fresh) == -1) {
      return nullptr;
    }
    block = static_cast<Head*>(fresh);
  }
  block->exponent = exponent;
  return block + 1;
}

void free(void* memory) {
  if (memory == nullptr) {
    return;
  }
  Head* const block = static_cast<Head*>(memory) - 1;
  Head*& list = free_blocks[static_cast<std::size_t>(block->exponent)];
  block->next = list;
  list = block;
}
}
