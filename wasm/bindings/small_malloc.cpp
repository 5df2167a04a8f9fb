/// The module's memory, in a tenth of the code of the smallest allocator that Emscripten brings.
/// A block's size is a power of two; a free one waits in the list of its size for the next that
/// asks. Nothing is split or joined: what a session needs comes back in the same sizes again and
/// again. At worst half of a block is unused. Linked into the shipped module only.
#include <algorithm>
#include <array>
#include <bit>
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <utility>

namespace {

/// In front of each block while it is in use: its size, by its exponent. While it is free: the next
/// free one of its size. As long as the strictest alignment, so that what follows keeps it.
union alignas(std::max_align_t) Head {
  int exponent;
  Head* next;
};

constexpr int kSmallest = 5;
constexpr int kExponents = 32;
constexpr std::size_t kPage = 65'536;

std::array<Head*, kExponents> free_blocks;

extern "C" {
/// The linker's: where the memory begins that no data or stack takes.
extern std::byte __heap_base;  // NOLINT(*-reserved-identifier)
/// Emscripten's: lets JavaScript look at the memory anew.
void emscripten_notify_memory_growth(std::size_t memory);
}

/// Where memory begins that was never given out; all behind it is free.
std::byte* untouched = &__heap_base;

/// `size` bytes from there, or null if there is no more memory to be had.
void* fresh(std::size_t size) {
  std::byte* const end = untouched + size;
  const std::size_t pages = (reinterpret_cast<std::uintptr_t>(end) + kPage - 1) / kPage;
  const std::size_t present = __builtin_wasm_memory_size(0);
  if (pages > present) {
    (void)__builtin_wasm_memory_grow(0, pages - present);
    // What it returns cannot be relied on: Emscripten 6.0's plain JavaScript hides a refusal.
    if (__builtin_wasm_memory_size(0) < pages) {
      return nullptr;
    }
    emscripten_notify_memory_growth(0);
  }
  return std::exchange(untouched, end);
}

}  // namespace

extern "C" {

void* malloc(std::size_t size) {
  const int exponent = std::max(kSmallest, std::bit_width(size + sizeof(Head) - 1));
  if (size >= SIZE_MAX / 8) {
    return nullptr;
  }
  Head*& list = free_blocks[static_cast<std::size_t>(exponent)];
  Head* block = list;
  if (block != nullptr) {
    list = block->next;
  } else {
    block = static_cast<Head*>(fresh(std::size_t{1} << static_cast<unsigned>(exponent)));
    if (block == nullptr) {
      return nullptr;
    }
  }
  block->exponent = exponent;
  return block + 1;
}

/// The library's own code names it where nothing is left out; the core asks for no such block.
int posix_memalign(void** memory, std::size_t alignment, std::size_t size) {
  if (alignment > alignof(Head)) {
    return EINVAL;
  }
  *memory = malloc(size);
  return *memory == nullptr ? ENOMEM : 0;
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
