/// The state machine of one session. Sans-IO: facts and the time go in, effects come out.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "tss/backoff.hpp"
#include "tss/config.hpp"
#include "tss/effect.hpp"
#include "tss/event.hpp"
#include "tss/ledger.hpp"
#include "tss/silence.hpp"
#include "tss/snapshot.hpp"
#include "tss/timers.hpp"
#include "tss/transition_table.hpp"
#include "tss/types.hpp"

namespace tss {

class Machine {
 public:
  /// `seed` makes the run reproducible; give each client another one.
  Machine(const Policy& policy, std::uint32_t seed) : policy_(policy), chance_(seed) {}

  /// Takes one event at `now`, which never runs backwards, and returns what is to be done, in
  /// order; Finish comes last. Events of generations that are no longer awaited change nothing.
  [[nodiscard]] std::vector<Effect> handle(const Event& event, Instant now);

  /// When to send the next Tick, if ever. Valid until the next handle().
  [[nodiscard]] std::optional<Instant> next_deadline() const { return timers_.next_deadline(); }

  /// `now`: as for handle().
  [[nodiscard]] Snapshot snapshot(Instant now) const;

  /// The id of the newest status as the stream spells it, empty before the first.
  [[nodiscard]] std::string last_event_id() const { return ledger_.last_event_id(); }

 private:
  struct Stream {
    Generation generation;
    std::optional<Instant> opened_at{};
    Instant heard_at{};
    bool delivered_status = false;
    Silence silence{};
  };

  struct Request {
    Generation generation;
    Instant sent_at;
  };

  // machine.cpp: dispatch, and the session as a whole
  [[nodiscard]] bool is_awaited(const Event& event) const;
  void react(EventKind kind, const Event& event);
  void act(Action action, EventKind kind, const Event& event);
  void enter(State state);
  void end(State state, Problem problem);
  void let_go();
  void begin(const event::Start& start);
  void restart();
  void suspend();
  void resume();
  void leave(const event::Release& release);
  void finish();
  void publish_changes();
  void delay_all_until(Instant at);
  [[nodiscard]] Generation next_generation();
  [[nodiscard]] bool is_connected() const;

  // machine_stream.cpp: streams and probes
  void open_stream();
  void close_stream();
  void connect();
  void back_off_until(Instant at);
  void establish();
  void note_life();
  void hear(const event::StreamAlive& event);
  void count_unreadable(const event::StreamAlive& event);
  void deliver_stream(const event::StreamStatus& event);
  void close_planned(const CloseNotice& notice);
  void fail_stream(EventKind cause);
  void fall_back(FallbackReason reason);
  [[nodiscard]] bool is_proven() const;
  void prove();
  void refresh();
  void arm_probe(Instant at);
  void probe();
  void end_probe();
  void promote(const Event& event);
  [[nodiscard]] bool sse_is_possible() const;

  // machine_request.cpp: bridge, polls, last question
  void request_status();
  void cancel_request();
  void poll();
  void arm_poll(Instant last_sent_at);
  void hurry();
  void deliver_response(const event::ResponseStatus& event);
  void time_out_request();
  void judge_response(const HttpFailure& failure);
  void deliver(const Status& status);

  [[nodiscard]] int max_attempts() const { return static_cast<int>(policy_.max_attempts); }
  [[nodiscard]] bool budget_is_spent() const { return failures_ >= max_attempts(); }
  void ask(Effect effect);

  Policy policy_;
  Chance chance_;
  Environment environment_;
  Ledger ledger_;
  TimerTable timers_;
  Metrics metrics_;

  State state_ = State::idle;
  /// The SSE connection, or in State::polling the probe.
  std::optional<Stream> stream_;
  /// The bridge, the poll or the last question: one request at most.
  std::optional<Request> request_;
  std::uint32_t generations_ = 0;
  /// Failed SSE attempts since the budget was last full.
  int failures_ = 0;
  /// Planned closes in a row without proof of use between them.
  int planned_closes_ = 0;
  /// Requests that failed in a row.
  int request_failures_ = 0;
  /// The last request was answered with a status.
  bool request_answered_ = false;
  /// A server asked not to be called before this (Retry-After).
  Instant gate_ = Instant::min();
  FallbackReason fallback_reason_ = FallbackReason::none;
  Problem problem_ = Problem::none;
  int http_status_ = 0;
  std::optional<Instant> last_update_at_;

  // Valid while handle() runs.
  Instant now_{};
  std::vector<Effect> effects_;
  bool changed_ = false;
};

}  // namespace tss
