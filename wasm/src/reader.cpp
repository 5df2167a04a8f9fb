#include "tss/reader.hpp"

#include <optional>

#include "tss/status_codec.hpp"

namespace tss {

using namespace std::string_view_literals;

namespace {

using Sign = event::StreamAlive::Sign;

Complaint complaint_of(const Status& status) {
  return status.word == JobWord::unknown ? Complaint::unknown_word : Complaint::none;
}

HttpFailure failure_of(const EventRecord& record) {
  HttpFailure failure{.http_status = static_cast<int>(record.http_status), .retry_after = {}};
  if (record.retry_after_ms >= 0) {
    failure.retry_after = Millis{record.retry_after_ms};
  }
  return failure;
}

Reading read_response(const EventRecord& record, Generation generation, const Policy& policy,
                      Status& status) {
  const HttpFailure failure = failure_of(record);
  if (!is_success(failure.http_status)) {
    return {.event = event::ResponseFailed{generation, failure}};
  }
  if (const auto refused = decode_status(record.text, policy, status)) {
    return {event::ResponseFailed{generation, failure}, refused->why, refused->field};
  }
  return {event::ResponseStatus{generation, &status}, complaint_of(status), "status"sv};
}

}  // namespace

Reading read_message(std::string_view name, std::string_view data, Generation generation,
                     const Policy& policy, Status& status) {
  const auto alive = [&](Sign sign) { return event::StreamAlive{generation, sign}; };
  if (name == "heartbeat"sv) {
    const auto sent_ms = decode_heartbeat(data, policy);
    return {.event = event::StreamAlive{generation, Sign::heartbeat, sent_ms}};
  }
  if (name == "close"sv) {
    CloseNotice notice;
    if (const auto refused = decode_close(data, policy, notice)) {
      return {alive(Sign::unreadable), refused->why, refused->field};
    }
    return {.event = event::StreamClosing{generation, notice}};
  }
  // An event without a name is read like a status; a name unknown here is for other readers.
  if (name != "status"sv && name != "message"sv) {
    return {.event = alive(Sign::unknown)};
  }
  if (const auto refused = decode_status(data, policy, status)) {
    return {alive(Sign::unreadable), refused->why, refused->field};
  }
  return {event::StreamStatus{generation, &status}, complaint_of(status), "status"sv};
}

Reading read(const EventRecord& record, const Policy& policy, Status& status) {
  const auto generation = static_cast<Generation>(record.generation);
  switch (record.type) {
    case EventType::retry:
      return {.event = event::Retry{}};
    case EventType::acquire:
      return {.event = event::Acquire{}};
    case EventType::release:
      return {.event = event::Release{.linger = true}};
    case EventType::dispose:
      return {.event = event::Release{.linger = false}};
    case EventType::online:
      return {.event = event::Online{}};
    case EventType::offline:
      return {.event = event::Offline{}};
    case EventType::wake:
      return {.event = event::Wake{.away = Millis{record.away_ms}}};
    case EventType::hide:
      return {.event = event::Hide{}};
    case EventType::stream_opened:
      return {.event = event::StreamOpened{generation}};
    case EventType::stream_message:
      return read_message(record.name, record.text, generation, policy, status);
    case EventType::stream_refused:
      return {.event = event::StreamRefused{generation, failure_of(record)}};
    case EventType::stream_failed:
      return {.event = event::StreamFailed{generation}};
    case EventType::response:
      return read_response(record, generation, policy, status);
    case EventType::stream_bytes:
    case EventType::tick:
      break;
  }
  return {.event = event::Tick{}};
}

}  // namespace tss
