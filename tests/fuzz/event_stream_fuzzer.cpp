// The event-stream parser: whatever comes, and however it is cut, it finds what the standard says.
//
// An input is three bytes (the frame limit, and the lengths of odd and even pieces) and a body.
#include <sanitizer/allocator_interface.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "event_stream_reference.hpp"
#include "expect.hpp"
#include "tss/event_stream.hpp"

namespace tss::fuzz {

namespace {

constexpr std::size_t kHeader = 3;

/// The shipped limit for most, so that bodies are read; small ones for what lies beyond them.
std::size_t frame_limit_of(char choice) {
  const auto byte = static_cast<std::uint8_t>(choice);
  return byte < 0x80 ? 1'048'576 : byte - 0x80U;
}

std::size_t length_of(char choice) { return static_cast<std::uint8_t>(choice) % 16; }

/// What `stream` finds in the pieces that it is given.
class Reader {
 public:
  Reader(EventStream& stream, const std::string& last_event_id) : stream_(stream) {
    stream_.start(last_event_id);
  }

  void feed(std::string_view piece) {
    auto found = stream_.next(piece);
    for (; found != EventStream::Found::nothing; found = stream_.next(piece)) {
      if (found == EventStream::Found::too_large) {
        reading_.found.push_back({.is_too_large = true});
      } else {
        reading_.found.push_back({.name = std::string(stream_.name()),
                                  .data = std::string(stream_.data()),
                                  .last_event_id = stream_.last_event_id()});
      }
    }
    expect(piece.empty(), "all bytes are read when nothing more is found");
  }

  [[nodiscard]] Reading reading() {
    reading_.last_event_id = stream_.last_event_id();
    if (const auto asked = stream_.reconnection_time()) {
      reading_.retry_ms = asked->count();
    }
    return reading_;
  }

 private:
  EventStream& stream_;
  Reading reading_;
};

Reading read_in_pieces(EventStream& stream, const std::string& last_event_id, std::string_view body,
                       std::array<std::size_t, 2> lengths) {
  Reader reader(stream, last_event_id);
  for (std::size_t turn = 0; !body.empty(); ++turn) {
    const std::size_t length = std::min(lengths[turn % 2], body.size());
    reader.feed(body.substr(0, length));
    body.remove_prefix(length);
  }
  return reader.reading();
}

/// Leaves `stream` in the middle of half of `body` and `end`: none of it may show in the next one.
void abandon(EventStream& stream, std::string_view body, std::string_view end) {
  Reader reader(stream, "abandoned");
  reader.feed(body.substr(0, body.size() / 2));
  reader.feed(end);
}

/// The parser alone allocates here; its texts may have room for twice what they hold, and each byte
/// that is no UTF-8 becomes three.
void expect_bounded_memory(std::size_t frame_limit, std::string_view body) {
  EventStream stream(static_cast<double>(frame_limit));
  stream.start("");
  const std::size_t before = __sanitizer_get_current_allocated_bytes();
  while (!body.empty()) {
    std::string_view piece = body.substr(0, 1);
    while (stream.next(piece) != EventStream::Found::nothing) {
    }
    body.remove_prefix(1);
    const std::size_t now = __sanitizer_get_current_allocated_bytes();
    expect(now <= before + (16 * frame_limit) + 256, "memory is bounded by the frame limit");
  }
}

void check(std::string_view input) {
  const std::size_t frame_limit = frame_limit_of(input[0]);
  const std::string_view body = input.substr(kHeader);
  const std::string resumed_at = "resumed";
  const Reading expected = read_by_the_letter(body, resumed_at, frame_limit);

  EventStream stream(static_cast<double>(frame_limit));
  Reader whole(stream, resumed_at);
  whole.feed(body);
  expect(whole.reading() == expected, "a whole body is read as the standard says");

  abandon(stream, body, "\r");
  expect(read_in_pieces(stream, resumed_at, body, {1, 1}) == expected,
         "a body is read the same byte by byte");

  const std::array lengths = {length_of(input[1]), length_of(input[2])};
  if (lengths[0] + lengths[1] > 0) {
    abandon(stream, body, "id: left\ndata: left");
    expect(read_in_pieces(stream, resumed_at, body, lengths) == expected,
           "a body is read the same in pieces");
  }
  if (frame_limit < 0x80) {
    expect_bounded_memory(frame_limit, body);
  }
}

}  // namespace

}  // namespace tss::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(bytes), size);
  if (size >= tss::fuzz::kHeader) {
    tss::fuzz::check(input);
  }
  return 0;
}
