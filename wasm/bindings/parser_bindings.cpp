/// The event-stream parser by itself, for what judges and measures it. Not shipped: a module beside
/// the core's, of the same library with the same flags.
#include <emscripten/bind.h>

#include <string>
#include <string_view>

#include "tss/event_stream.hpp"

namespace {

using namespace tss;

/// One stream at a time.
EventStream event_stream(16.0 * 1024 * 1024);

void start(const std::string& last_event_id) { event_stream.start(last_event_id); }

/// What the bytes brought, `\r` before each text: name, data and id of each event. No text of an
/// event can hold that character, and one long string crosses faster than many.
std::string parse_events(const std::string& bytes) {
  std::string found;
  std::string_view rest = bytes;
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
  return found;
}

std::string last_event_id() { return event_stream.last_event_id(); }

/// Milliseconds, negative where the stream asked for none.
double reconnection_time() { return event_stream.reconnection_time().value_or(Millis{-1}).count(); }

}  // namespace

EMSCRIPTEN_BINDINGS(event_stream_parser) {
  using emscripten::function;

  function("start", &start);
  function("parse", &parse_events);
  function("lastEventId", &last_event_id);
  function("reconnectionTime", &reconnection_time);
}
