/// The event-stream parser by itself, for what judges and measures it. Not shipped: a module beside
/// the core's, of the same library with the same flags.
#include <emscripten/bind.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "tss/event_stream.hpp"

namespace {

using namespace tss;

/// One stream at a time.
EventStream event_stream(16.0 * 1024 * 1024);

void start(const std::string& last_event_id) { event_stream.start(last_event_id); }

/// The bytes that JavaScript writes, and the texts that it reads, where they are: no copies.
std::string room;
std::string found;

/// Where `found` is, and how many bytes it has.
std::array<double, 2> place;

template <typename Object>
double address_of(const Object* object) {
  return static_cast<double>(reinterpret_cast<std::uintptr_t>(object));
}

double place_at() { return address_of(place.data()); }

/// Where the next `size` bytes are to be written, or fewer.
double room_for(double size) {
  room.resize(static_cast<std::size_t>(size));
  return address_of(room.data());
}

/// What the first `size` bytes of the room brought, `\r` before each text: name, data and id of
/// each event. No text of an event can hold that character, and one long string crosses faster than
/// many.
void parse_events(double size) {
  found.clear();
  std::string_view rest(room.data(), static_cast<std::size_t>(size));
  for (auto what = event_stream.next(rest); what != EventStream::Found::nothing;
       what = event_stream.next(rest)) {
    if (what == EventStream::Found::event) {
      for (const std::string_view text : {event_stream.name(), event_stream.data(),
                                          std::string_view(event_stream.last_event_id())}) {
        found += '\r';
        found += text;
      }
    }
  }
  place = {address_of(found.data()), static_cast<double>(found.size())};
}

std::string last_event_id() { return event_stream.last_event_id(); }

/// Milliseconds, negative where the stream asked for none.
double reconnection_time() { return event_stream.reconnection_time().value_or(Millis{-1}).count(); }

}  // namespace

EMSCRIPTEN_BINDINGS(event_stream_parser) {
  using emscripten::function;

  function("start", &start);
  function("roomFor", &room_for);
  function("parse", &parse_events);
  function("placeAt", &place_at);
  function("lastEventId", &last_event_id);
  function("reconnectionTime", &reconnection_time);
}
