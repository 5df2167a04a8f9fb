/// Everything the machine can be told. Facts only: no event says what should happen.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <type_traits>
#include <variant>

#include "tss/boundary.hpp"
#include "tss/status.hpp"
#include "tss/types.hpp"

namespace tss {

/// The columns of the transition table: one for each event, and one for each timer that is due.
enum class EventKind : std::uint8_t {
  start,
  retry,
  acquire,
  release,
  online,
  offline,
  wake,
  hide,
  stream_opened,
  stream_alive,
  stream_status,
  stream_closing,
  stream_refused,
  stream_failed,
  response_status,
  response_failed,
  connect_due,
  silence_due,
  backoff_due,
  poll_due,
  request_due,
  probe_due,
  linger_due,
};
inline constexpr std::size_t kEventKindCount = 23;

/// What a request for the status or for a stream came to, other than that.
struct HttpFailure {
  /// 0: no answer. 2xx: an answer whose body was no status, or that was no stream.
  int http_status = 0;
  /// Retry-After, relative to the arrival of the answer.
  std::optional<Millis> retry_after;
};

/// 2xx: the server did what it was asked.
[[nodiscard]] constexpr bool is_success(int http_status) {
  return http_status >= 200 && http_status < 300;
}

/// A planned end of the stream, announced by the server.
struct CloseNotice {
  bool reconnect = false;
  std::optional<Millis> retry_after = {};
  /// For want of anybody who reads: a page that cannot be seen need not hurry back.
  bool idle = false;
};

namespace event {

/// There is a session to follow. Sent once.
struct Start {
  Environment environment;
};
/// The user asks to begin anew.
struct Retry {};
/// The session has a user (again).
struct Acquire {};
/// The last user of the session left.
struct Release {
  /// Wait a little for the next user; otherwise everything is closed at once.
  bool linger = true;
};
/// The browser says that it has a network …
struct Online {};
/// … or has none.
struct Offline {};
/// The page is looked at again, or the machine woke up.
struct Wake {
  /// For how long it was away.
  Millis away{};
};
/// The page cannot be seen any more.
struct Hide {};
/// The stream answered with the right status and content type.
struct StreamOpened {
  Generation generation;
};
/// An event came that carries no status: a heartbeat, or something unreadable or unknown.
struct StreamAlive {
  Generation generation;
  enum class Sign : std::uint8_t { heartbeat, unreadable, unknown } sign;
  /// When the server sent a heartbeat by its own clock, Unix milliseconds.
  std::optional<double> sent_ms = {};
};
/// The stream brought a status.
struct StreamStatus {
  Generation generation;
  /// Whoever tells the machine keeps it until handle() has returned.
  const Status* status;
};
/// The server says that it ends the stream, and whether to come back.
struct StreamClosing {
  Generation generation;
  CloseNotice notice;
};
/// The stream was answered with something else. Only fetch can tell.
struct StreamRefused {
  Generation generation;
  HttpFailure failure;
};
/// The stream broke off, or (EventSource) was refused.
struct StreamFailed {
  Generation generation;
};
/// The request was answered with a status.
struct ResponseStatus {
  Generation generation;
  /// As with StreamStatus.
  const Status* status;
};
/// The request came to anything else, or to nothing.
struct ResponseFailed {
  Generation generation;
  HttpFailure failure;
};
/// Time has passed: whatever is due happens now.
struct Tick {};

}  // namespace event

/// In the order of EventKind, as far as both go: kind_of() relies on it.
using Event =
    std::variant<event::Start, event::Retry, event::Acquire, event::Release, event::Online,
                 event::Offline, event::Wake, event::Hide, event::StreamOpened, event::StreamAlive,
                 event::StreamStatus, event::StreamClosing, event::StreamRefused,
                 event::StreamFailed, event::ResponseStatus, event::ResponseFailed, event::Tick>;

static_assert(
    std::is_same_v<std::variant_alternative_t<static_cast<std::size_t>(EventKind::wake), Event>,
                   event::Wake>);
static_assert(
    std::is_same_v<
        std::variant_alternative_t<static_cast<std::size_t>(EventKind::response_failed), Event>,
        event::ResponseFailed>);

/// An event is handed around by the copy, and never owns a text.
static_assert(std::is_trivially_copyable_v<Event>);

/// The column of an event other than Tick, which stands for the timers that it finds due.
[[nodiscard]] inline EventKind kind_of(const Event& event) {
  return static_cast<EventKind>(event.index());
}

}  // namespace tss
