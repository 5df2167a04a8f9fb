#include "names.hpp"

namespace tss {

std::string_view name_of(State state) {
  switch (state) {
    case State::idle:
      return "idle";
    case State::connecting:
      return "connecting";
    case State::open:
      return "open";
    case State::backoff:
      return "backoff";
    case State::polling:
      return "polling";
    case State::suspended:
      return "suspended";
    case State::closed:
      return "closed";
    case State::failed:
      return "failed";
  }
  return "";
}

std::string_view name_of(EventKind event) {
  switch (event) {
    case EventKind::start:
      return "start";
    case EventKind::retry:
      return "retry";
    case EventKind::acquire:
      return "acquire";
    case EventKind::release:
      return "release";
    case EventKind::online:
      return "online";
    case EventKind::offline:
      return "offline";
    case EventKind::wake:
      return "wake";
    case EventKind::hide:
      return "hide";
    case EventKind::stream_opened:
      return "stream_opened";
    case EventKind::stream_alive:
      return "stream_alive";
    case EventKind::stream_status:
      return "stream_status";
    case EventKind::stream_closing:
      return "stream_closing";
    case EventKind::stream_refused:
      return "stream_refused";
    case EventKind::stream_failed:
      return "stream_failed";
    case EventKind::response_status:
      return "response_status";
    case EventKind::response_failed:
      return "response_failed";
    case EventKind::connect_due:
      return "connect_due";
    case EventKind::silence_due:
      return "silence_due";
    case EventKind::backoff_due:
      return "backoff_due";
    case EventKind::poll_due:
      return "poll_due";
    case EventKind::request_due:
      return "request_due";
    case EventKind::probe_due:
      return "probe_due";
    case EventKind::linger_due:
      return "linger_due";
  }
  return "";
}

std::string_view name_of(Action action) {
  switch (action) {
    case Action::ignore:
      return "ignore";
    case Action::impossible:
      return "impossible";
    case Action::begin:
      return "begin";
    case Action::restart:
      return "restart";
    case Action::suspend:
      return "suspend";
    case Action::resume:
      return "resume";
    case Action::keep:
      return "keep";
    case Action::leave:
      return "leave";
    case Action::finish:
      return "finish";
    case Action::establish:
      return "establish";
    case Action::hear:
      return "hear";
    case Action::deliver_stream:
      return "deliver_stream";
    case Action::close_planned:
      return "close_planned";
    case Action::refuse_stream:
      return "refuse_stream";
    case Action::fail_stream:
      return "fail_stream";
    case Action::reconnect:
      return "reconnect";
    case Action::refresh:
      return "refresh";
    case Action::deliver_response:
      return "deliver_response";
    case Action::judge_response:
      return "judge_response";
    case Action::poll:
      return "poll";
    case Action::hurry:
      return "hurry";
    case Action::probe:
      return "probe";
    case Action::promote:
      return "promote";
    case Action::refuse_probe:
      return "refuse_probe";
    case Action::end_probe:
      return "end_probe";
  }
  return "";
}

}  // namespace tss
