#include "tss/utf8.hpp"

#include <cstddef>
#include <cstdint>
#include <cstring>

namespace tss {

using namespace std::string_view_literals;

namespace {

using Byte = unsigned char;

struct Sequence {
  /// Bytes that belong together: a character, or a part of one that ends too early.
  std::size_t length;
  bool is_character;
};

/// The first character of `bytes`, which is not ASCII.
Sequence first_sequence(std::string_view bytes) {
  const auto lead = static_cast<Byte>(bytes.front());
  // What may follow is narrower right behind some leads: no overlong forms, no surrogates, nothing
  // beyond U+10FFFF.
  Byte lowest = 0x80;
  Byte highest = 0xBF;
  std::size_t expected = 0;
  if (lead >= 0xC2 && lead <= 0xDF) {
    expected = 2;
  } else if (lead >= 0xE0 && lead <= 0xEF) {
    expected = 3;
    lowest = lead == 0xE0 ? 0xA0 : lowest;
    highest = lead == 0xED ? 0x9F : highest;
  } else if (lead >= 0xF0 && lead <= 0xF4) {
    expected = 4;
    lowest = lead == 0xF0 ? 0x90 : lowest;
    highest = lead == 0xF4 ? 0x8F : highest;
  }
  std::size_t length = 1;
  while (length < expected && length < bytes.size()) {
    const auto next = static_cast<Byte>(bytes[length]);
    if (next < lowest || next > highest) {
      break;
    }
    lowest = 0x80;
    highest = 0xBF;
    ++length;
  }
  return {.length = length, .is_character = length == expected};
}

/// How many bytes of ASCII `bytes` begins with.
std::size_t ascii_length(std::string_view bytes) {
  constexpr std::uint64_t kHighBits = 0x8080'8080'8080'8080U;
  std::size_t length = 0;
  for (std::uint64_t word = 0; length + sizeof word <= bytes.size(); length += sizeof word) {
    std::memcpy(&word, bytes.data() + length, sizeof word);
    if ((word & kHighBits) != 0) {
      break;
    }
  }
  while (length < bytes.size() && static_cast<Byte>(bytes[length]) < 0x80) {
    ++length;
  }
  return length;
}

}  // namespace

void append_utf8(std::string& text, std::string_view bytes) {
  std::size_t valid = 0;
  while (true) {
    valid += ascii_length(bytes.substr(valid));
    if (valid == bytes.size()) {
      break;
    }
    const Sequence next = first_sequence(bytes.substr(valid));
    if (next.is_character) {
      valid += next.length;
      continue;
    }
    text.append(bytes.substr(0, valid)).append("\xEF\xBF\xBD"sv);
    bytes.remove_prefix(valid + next.length);
    valid = 0;
  }
  text.append(bytes);
}

}  // namespace tss
