/// Events and effects as flat records: the shape in which they cross to JavaScript, and in which
/// a run can be recorded and replayed anywhere.
#pragma once

#include <cstdint>
#include <string_view>

#include "tss/types.hpp"

namespace tss {

/// What the environment can do, said once with the start.
struct Environment {
  TransportChoice transport = TransportChoice::automatic;
  /// The chosen transport can stream here: there is an EventSource, or a fetch that streams.
  bool can_stream = false;
  /// The browser does not say that it is offline.
  bool online = true;
  /// The page can be seen.
  bool visible = true;
  /// New credentials can be asked for when the server refuses the ones it got.
  bool can_renew = false;
};

/// What can have happened. Its timers are all one: `tick`.
enum class EventType : std::uint8_t {
  retry,
  acquire,
  release,
  dispose,
  online,
  offline,
  wake,
  hide,
  tick,
  stream_opened,
  stream_message,
  stream_bytes,
  stream_refused,
  stream_failed,
  response,
};

/// One thing that happened. Fields that an event has no use for are left at their defaults. Its
/// texts need to live no longer than the call.
struct EventRecord {
  EventType type = EventType::tick;
  /// stream_*, response: the generation of the effect that it answers.
  double generation = 0;
  /// stream_message: the event's name, "message" where the stream names none.
  std::string_view name = {};
  /// stream_message: its data. stream_bytes: the bytes as they came. response: the body of a 2xx
  /// answer.
  std::string_view text = {};
  /// stream_message: the stream's last event id.
  std::string_view id = {};
  /// response, stream_refused: the HTTP status, 0 when there was no answer. A stream is refused
  /// with a 2xx when its content type is not that of a stream.
  double http_status = 0;
  /// response, stream_refused: Retry-After in milliseconds from now; negative when there was none.
  double retry_after_ms = -1;
  /// wake: how long the page was away (hidden, frozen, asleep), milliseconds.
  double away_ms = 0;
};

/// What can be asked of the shell; EffectRecord says what comes with each.
enum class EffectType : std::uint8_t {
  open_stream,
  close_stream,
  request_status,
  cancel_request,
  renew_credentials,
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
  /// publish: more than a newer status has changed, it must not be held back.
  bool urgent = false;
  /// report: what is wrong.
  Complaint complaint = Complaint::none;
  /// open_stream: the last event id to resume at, empty for the beginning. report: the field at
  /// fault, empty for the frame or body as a whole.
  /// Lives until the core is called again.
  std::string_view text;
};

}  // namespace tss
