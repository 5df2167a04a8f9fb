/// The protocol of the client: what each state does on each event, and where that may lead.
/// Everything else in the machine carries out the actions named here.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>

#include "tss/event.hpp"
#include "tss/types.hpp"

namespace tss {

/// What the machine does on an event.
enum class Action : std::uint8_t {
  /// Nothing to do.
  ignore,
  /// Cannot happen: the generation filter or the timer table rules it out. Asserted.
  impossible,

  begin,    ///< choose a transport and start
  restart,  ///< forget failures and start anew; not after a terminal status
  suspend,  ///< offline: let everything go, count nothing
  resume,   ///< online again: go on where the budget stands
  keep,     ///< the session has a user
  leave,    ///< the last user left: wait a little for the next, or finish
  finish,   ///< nobody came: let everything go

  establish,       ///< the stream is open
  hear,            ///< a sign of life
  deliver_stream,  ///< a status by stream
  close_planned,   ///< the server closes as announced: no failure
  refuse_stream,   ///< answered, but with no stream: what the HTTP status says
  fail_stream,     ///< one failure more: bridge, then back off or fall back
  reconnect,       ///< the next SSE attempt, now
  refresh,         ///< awake again: replace the stream if it was out of sight for long

  deliver_response,  ///< a status by request
  judge_response,    ///< a request failed: fatal, or try again
  poll,              ///< ask for the status
  hurry,             ///< awake or online again: poll and probe now, afresh after a long absence

  probe,         ///< a trial stream beside the polls
  promote,       ///< the probe's first event: SSE takes over
  refuse_probe,  ///< the probe was answered with no stream
  end_probe,     ///< the probe came to nothing; polling goes on
};

/// A set of states, one bit each.
class StateSet {
 public:
  /// Empty.
  constexpr StateSet() = default;
  /// Of these.
  constexpr StateSet(std::initializer_list<State> states) {
    for (const State state : states) {
      bits_ |= bit(state);
    }
  }
  /// Whether `state` is among them.
  [[nodiscard]] constexpr bool contains(State state) const { return (bits_ & bit(state)) != 0; }

 private:
  static constexpr std::uint16_t bit(State state) {
    return static_cast<std::uint16_t>(1U << static_cast<unsigned>(state));
  }
  std::uint16_t bits_ = 0;
};

/// One cell: what is done, and the states that may follow besides staying.
struct Cell {
  Action action = Action::impossible;
  StateSet targets;
};
using Row = std::array<Cell, kEventKindCount>;

namespace table {

/// The cells of one row that share an action.
struct Cells {
  std::initializer_list<EventKind> events;
  Action action = Action::impossible;
  StateSet targets;
};

// Not constexpr: reaching one of these while a row is built stops the compilation and names why.
void cell_is_listed_twice();
void cell_is_not_listed();

/// A row from its cells. Each event must be listed exactly once, or the row does not compile.
consteval Row row(std::initializer_list<Cells> groups) {
  Row cells{};
  std::array<bool, kEventKindCount> listed{};
  for (const Cells& group : groups) {
    for (const EventKind event : group.events) {
      const auto column = static_cast<std::size_t>(event);
      if (listed[column]) {
        cell_is_listed_twice();
      }
      listed[column] = true;
      cells[column] = {group.action, group.targets};
    }
  }
  for (const bool is_listed : listed) {
    if (!is_listed) {
      cell_is_not_listed();
    }
  }
  return cells;
}

using enum EventKind;
using enum State;

inline constexpr Row kIdle = row({
    {{start}, Action::begin, {connecting, polling, suspended, closed}},
    {{acquire}, Action::keep, {}},
    {{release}, Action::leave, {closed}},
    {{linger_due}, Action::finish, {closed}},
    {{retry, online, offline, wake, hide}, Action::ignore, {}},
    {{stream_opened, stream_alive, stream_status, stream_closing, stream_refused, stream_failed,
      response_status, response_failed, connect_due, silence_due, backoff_due, poll_due,
      request_due, probe_due},
     Action::impossible,
     {}},
});

inline constexpr Row kConnecting = row({
    {{stream_opened}, Action::establish, {open}},
    {{stream_alive}, Action::hear, {open}},
    {{stream_status}, Action::deliver_stream, {open, closed}},
    {{stream_closing}, Action::close_planned, {backoff, closed}},
    {{stream_refused}, Action::refuse_stream, {backoff, polling, closed, failed}},
    {{stream_failed, connect_due}, Action::fail_stream, {backoff, polling}},
    {{wake}, Action::refresh, {backoff}},
    {{response_status}, Action::deliver_response, {closed}},
    {{response_failed}, Action::judge_response, {failed}},
    {{request_due}, Action::judge_response, {}},
    {{retry}, Action::restart, {backoff}},
    {{offline}, Action::suspend, {suspended}},
    {{acquire}, Action::keep, {}},
    {{release}, Action::leave, {closed}},
    {{linger_due}, Action::finish, {closed}},
    {{start, online, hide}, Action::ignore, {}},
    {{silence_due, backoff_due, poll_due, probe_due}, Action::impossible, {}},
});

inline constexpr Row kOpen = row({
    {{stream_alive}, Action::hear, {}},
    {{stream_status}, Action::deliver_stream, {closed}},
    {{stream_closing}, Action::close_planned, {backoff, closed}},
    {{stream_refused}, Action::refuse_stream, {connecting, backoff, polling, closed, failed}},
    {{stream_failed, silence_due}, Action::fail_stream, {backoff, polling}},
    {{wake}, Action::refresh, {connecting, backoff}},
    {{response_status}, Action::deliver_response, {closed}},
    {{response_failed}, Action::judge_response, {failed}},
    {{request_due}, Action::judge_response, {}},
    {{retry}, Action::restart, {connecting, backoff}},
    {{offline}, Action::suspend, {suspended}},
    {{acquire}, Action::keep, {}},
    {{release}, Action::leave, {closed}},
    {{linger_due}, Action::finish, {closed}},
    {{start, online, hide, stream_opened}, Action::ignore, {}},
    {{connect_due, backoff_due, poll_due, probe_due}, Action::impossible, {}},
});

inline constexpr Row kBackoff = row({
    {{backoff_due, online, wake}, Action::reconnect, {connecting}},
    {{response_status}, Action::deliver_response, {closed}},
    {{response_failed}, Action::judge_response, {failed}},
    {{request_due}, Action::judge_response, {}},
    {{retry}, Action::restart, {connecting}},
    {{offline}, Action::suspend, {suspended}},
    {{acquire}, Action::keep, {}},
    {{release}, Action::leave, {closed}},
    {{linger_due}, Action::finish, {closed}},
    {{start, hide}, Action::ignore, {}},
    {{stream_opened, stream_alive, stream_status, stream_closing, stream_refused, stream_failed,
      connect_due, silence_due, poll_due, probe_due},
     Action::impossible,
     {}},
});

inline constexpr Row kPolling = row({
    {{poll_due}, Action::poll, {}},
    {{online, wake}, Action::hurry, {}},
    {{response_status}, Action::deliver_response, {closed}},
    {{response_failed}, Action::judge_response, {failed}},
    {{request_due}, Action::judge_response, {}},
    {{probe_due}, Action::probe, {}},
    {{stream_alive}, Action::promote, {open}},
    {{stream_status}, Action::promote, {open, closed}},
    {{stream_refused}, Action::refuse_probe, {}},
    {{stream_closing, stream_failed, connect_due}, Action::end_probe, {}},
    {{retry}, Action::restart, {connecting, backoff}},
    {{offline}, Action::suspend, {suspended}},
    {{acquire}, Action::keep, {}},
    {{release}, Action::leave, {closed}},
    {{linger_due}, Action::finish, {closed}},
    // A probe that is open has proved nothing yet: its first event does.
    {{start, hide, stream_opened}, Action::ignore, {}},
    {{silence_due, backoff_due}, Action::impossible, {}},
});

inline constexpr Row kSuspended = row({
    {{online}, Action::resume, {connecting, backoff, polling}},
    {{retry}, Action::restart, {connecting, backoff, polling}},
    {{acquire}, Action::keep, {}},
    {{release}, Action::leave, {closed}},
    {{linger_due}, Action::finish, {closed}},
    {{start, offline, wake, hide}, Action::ignore, {}},
    {{stream_opened, stream_alive, stream_status, stream_closing, stream_refused, stream_failed,
      response_status, response_failed, connect_due, silence_due, backoff_due, poll_due,
      request_due, probe_due},
     Action::impossible,
     {}},
});

inline constexpr Row kClosed = row({
    // A stream that ended for good before the job did leaves one question to the server open.
    {{poll_due}, Action::poll, {}},
    {{response_status}, Action::deliver_response, {}},
    {{response_failed}, Action::judge_response, {failed}},
    {{request_due}, Action::judge_response, {}},
    {{retry}, Action::restart, {connecting, backoff}},
    {{acquire}, Action::keep, {}},
    {{release}, Action::leave, {closed}},
    {{linger_due}, Action::finish, {}},
    {{start, online, offline, wake, hide}, Action::ignore, {}},
    {{stream_opened, stream_alive, stream_status, stream_closing, stream_refused, stream_failed,
      connect_due, silence_due, backoff_due, probe_due},
     Action::impossible,
     {}},
});

inline constexpr Row kFailed = row({
    {{retry}, Action::restart, {connecting, backoff, polling}},
    {{acquire}, Action::keep, {}},
    {{release}, Action::leave, {closed}},
    {{linger_due}, Action::finish, {closed}},
    {{start, online, offline, wake, hide}, Action::ignore, {}},
    {{stream_opened, stream_alive, stream_status, stream_closing, stream_refused, stream_failed,
      response_status, response_failed, connect_due, silence_due, backoff_due, poll_due,
      request_due, probe_due},
     Action::impossible,
     {}},
});

}  // namespace table

/// In the order of State.
inline constexpr std::array<Row, kStateCount> kTransitions = {
    table::kIdle,    table::kConnecting, table::kOpen,   table::kBackoff,
    table::kPolling, table::kSuspended,  table::kClosed, table::kFailed,
};

/// The cell of the table: what `event` does in `state`, and where it may lead.
[[nodiscard]] constexpr const Cell& transition(State state, EventKind event) {
  return kTransitions[static_cast<std::size_t>(state)][static_cast<std::size_t>(event)];
}

}  // namespace tss
