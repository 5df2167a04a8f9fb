#include "tss/reader.hpp"

#include <optional>
#include <utility>

#include "tss/status_codec.hpp"

namespace tss {

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

Reading read_response(const EventRecord& record, const Policy& policy, Generation generation) {
  const HttpFailure failure = failure_of(record);
  if (!is_success(failure.http_status)) {
    return {.event = event::ResponseFailed{generation, failure}};
  }
  auto status = decode_status(record.text, policy);
  if (const auto* refused = std::get_if<Refused>(&status)) {
    return {event::ResponseFailed{generation, failure}, refused->why, refused->field};
  }
  auto& known = *std::get_if<Status>(&status);
  const Complaint complaint = complaint_of(known);
  return {event::ResponseStatus{generation, std::move(known)}, complaint, "status"};
}

}  // namespace

Reading read_message(std::string_view name, std::string_view data, Generation generation,
                     const Policy& policy) {
  const auto alive = [&](Sign sign) { return event::StreamAlive{generation, sign}; };
  if (name == "heartbeat") {
    const auto sent_ms = decode_heartbeat(data, policy);
    return {.event = event::StreamAlive{generation, Sign::heartbeat, sent_ms}};
  }
  if (name == "close") {
    const auto close = decode_close(data, policy);
    if (const auto* refused = std::get_if<Refused>(&close)) {
      return {alive(Sign::unreadable), refused->why, refused->field};
    }
    return {.event = event::StreamClosing{generation, *std::get_if<CloseNotice>(&close)}};
  }
  // An event without a name is read like a status; a name unknown here is for other readers.
  if (name != "status" && name != "message") {
    return {.event = alive(Sign::unknown)};
  }
  auto status = decode_status(data, policy);
  if (const auto* refused = std::get_if<Refused>(&status)) {
    return {alive(Sign::unreadable), refused->why, refused->field};
  }
  auto& known = *std::get_if<Status>(&status);
  const Complaint complaint = complaint_of(known);
  return {event::StreamStatus{generation, std::move(known)}, complaint, "status"};
}

Reading read(const EventRecord& record, const Policy& policy) {
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
      return read_message(record.name, record.text, generation, policy);
    case EventType::stream_refused:
      return {.event = event::StreamRefused{generation, failure_of(record)}};
    case EventType::stream_failed:
      return {.event = event::StreamFailed{generation}};
    case EventType::response:
      return read_response(record, policy, generation);
    case EventType::stream_bytes:
    case EventType::tick:
      break;
  }
  return {.event = event::Tick{}};
}

}  // namespace tss
