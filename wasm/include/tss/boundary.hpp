/// Events and effects as flat records: the shape in which they cross to JavaScript, and in which
/// a run can be recorded and replayed anywhere.
#pragma once

#include <cstdint>
#include <string>

#include "tss/types.hpp"

namespace tss {

/// What the environment can do, said once with the start.
struct Environment {
  TransportChoice transport = TransportChoice::automatic;
  /// There is an EventSource.
  bool event_source = false;
  /// The browser does not say that it is offline.
  bool online = true;
};

enum class EventType : std::uint8_t {
  retry,
  acquire,
  release,
  dispose,
  online,
  offline,
  wake,
  tick,
  stream_opened,
  stream_message,
  stream_failed,
  response,
};

/// One thing that happened. Fields that an event has no use for are left at their defaults.
struct EventRecord {
  EventType type = EventType::tick;
  /// stream_*, response: the generation of the effect that it answers.
  double generation = 0;
  /// stream_message: the event's name, "message" where the stream names none.
  std::string name;
  /// stream_message: its data. response: the body of a 2xx answer.
  std::string text;
  /// response: the HTTP status, 0 when there was no answer.
  double http_status = 0;
  /// response: Retry-After in milliseconds from now; negative when there was none.
  double retry_after_ms = -1;
};

enum class EffectType : std::uint8_t {
  open_stream,
  close_stream,
  request_status,
  cancel_request,
  publish,
  finish,
  report,
};

/// Why something that the server sent was skipped (or, for unknown_word, only noted).
enum class Complaint : std::uint8_t {
  none,
  not_json,
  too_large,
  too_deep,
  missing_field,
  wrong_type,
  out_of_range,
  unknown_word,
};

/// One thing to do.
struct EffectRecord {
  EffectType type = EffectType::publish;
  double generation = 0;
  /// open_stream: where to resume, empty for the beginning.
  std::string last_event_id;
  /// report: what is wrong, and with which field (empty: the text as a whole).
  Complaint complaint = Complaint::none;
  std::string field;
};

}  // namespace tss
