// The whole core under every order of events: a script (script.hpp) is played with a watch beside
// it (watch.hpp), and once more with the stream's bytes in small pieces, which must come to the
// same.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "expect.hpp"
#include "script.hpp"
#include "script_mutator.hpp"
#include "session.hpp"

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* bytes, std::size_t size,
                                        std::size_t max_size);

namespace {

std::string_view text_of(const std::uint8_t* bytes, std::size_t size) {
  return {reinterpret_cast<const char*>(bytes), size};
}

std::size_t put(const std::string& text, std::uint8_t* room, std::size_t max_size) {
  const std::size_t size = std::min(text.size(), max_size);
  std::copy_n(text.begin(), size, room);
  return size;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace tss::fuzz;
  const Script script = read_script(text_of(bytes, size));
  const Session session(script, Delivery::as_given);
  const Session again(script, Delivery::otherwise);
  expect(session.log() == again.log(),
         "the same events have the same effects, however bytes are cut");
  return 0;
}

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* bytes, std::size_t size,
                                               std::size_t max_size, unsigned seed) {
  if (seed % 8 == 0) {
    return LLVMFuzzerMutate(bytes, size, max_size);
  }
  return put(tss::fuzz::mutate_script(text_of(bytes, size), seed), bytes, max_size);
}

extern "C" std::size_t LLVMFuzzerCustomCrossOver(const std::uint8_t* one, std::size_t one_size,
                                                 const std::uint8_t* other, std::size_t other_size,
                                                 std::uint8_t* room, std::size_t max_size,
                                                 unsigned seed) {
  return put(tss::fuzz::cross_scripts(text_of(one, one_size), text_of(other, other_size), seed),
             room, max_size);
}
