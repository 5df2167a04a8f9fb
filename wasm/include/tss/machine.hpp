/// The state machine of one session. Sans-IO: facts and the time go in, effects come out.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "tss/backoff.hpp"
#include "tss/boundary.hpp"
#include "tss/config.hpp"
#include "tss/event.hpp"
#include "tss/health.hpp"
#include "tss/ledger.hpp"
#include "tss/problem.hpp"
#include "tss/server_clock.hpp"
#include "tss/silence.hpp"
#include "tss/snapshot.hpp"
#include "tss/timers.hpp"
#include "tss/transition_table.hpp"
#include "tss/types.hpp"

namespace tss {

/// Run to completion: effects are carried out after handle() has returned.
class Machine {
 public:
  /// `seed` makes the run reproducible; give each client another one.
  Machine(const Policy& policy, std::uint32_t seed) : policy_(policy), chance_(seed) {}

  /// Before the start: what is known of the job already, from another tab that followed it.
  void recall(const Status& known);

  /// Takes one event at `now`, which never runs backwards, and appends to `effects` what is to be
  /// done, in order; finish comes last. Events of generations that are no longer awaited change
  /// nothing.
  void handle(const Event& event, Instant now, std::vector<EffectRecord>& effects);

  /// When to send the next Tick; kNever if no timer is armed. Valid until the next handle().
  [[nodiscard]] Instant next_deadline() const { return timers_.next_deadline(); }

  /// `now`: as for handle().
  [[nodiscard]] Snapshot snapshot(Instant now) const;

  /// False for what an old stream or request still says: handle() ignores it.
  [[nodiscard]] bool awaits(const Event& event) const;

  /// Events and bodies of this many bytes have come.
  void count_bytes(double bytes) { health_.counts.bytes += bytes; }

  /// What the stream asked to wait before it is opened again (`retry`), from now on. It takes the
  /// place of the backoff's base, within [backoff_base_ms, backoff_cap_ms].
  void set_reconnection_time(Millis asked) { reconnection_time_ = asked; }

  /// The numbers that it was made with.
  [[nodiscard]] const Policy& policy() const { return policy_; }

  /// How many statuses have replaced the one before.
  [[nodiscard]] double updates() const { return health_.counts.updates; }

  /// The id of the newest status as the stream spells it, empty before the first.
  [[nodiscard]] std::string last_event_id() const { return ledger_.last_event_id(); }

 private:
  /// The explorer's (tests/explore): tells whether two machines will do the same.
  friend class Fingerprint;

  /// A late timer and the page's own words belong to one waking when they come this close.
  static constexpr Millis kOneWaking{2'000};

  struct Stream {
    Generation generation;
    Instant asked_at;
    Instant heard_at;
    Instant opened_at = kNever;
    bool delivered_status = false;
    Silence silence{};

    [[nodiscard]] bool is_open() const { return opened_at != kNever; }
  };

  struct Request {
    Generation generation;
    Instant sent_at;
  };

  // machine.cpp: dispatch, and the session as a whole
  void react(EventKind kind, const Event& event);
  void act(Action action, EventKind kind, const Event& event);
  void enter(State state);
  void end(State state, Problem problem = Problem::none, int http_status = 0);
  void let_go();
  void begin(const event::Start& start);
  void note_attention(const Event& event, bool was_away);
  [[nodiscard]] Millis absence(const Event& event) const;
  void notice_sleep();
  [[nodiscard]] bool is_long(Millis absence) const;
  void restart();
  void suspend();
  void resume();
  void leave(const event::Release& release);
  void finish();
  void publish_changes();
  void delay_all(std::optional<Millis> retry_after);
  void show_problem(Problem problem, int http_status);
  /// Whether what bore `generation` and was answered with `http_status` is worth asking again.
  [[nodiscard]] bool renew_credentials(int http_status, Generation generation);
  [[nodiscard]] Standing standing() const { return {.state = state_, .connected = is_connected()}; }
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
  void end_early();
  void close_planned(const CloseNotice& notice);
  [[nodiscard]] Millis obeyed(std::optional<Millis> retry_after) const;
  void refuse_stream(const HttpFailure& failure);
  void fail_stream(EventKind cause);
  [[nodiscard]] FallbackReason reason_of(EventKind cause) const;
  void fall_back(FallbackReason reason);
  [[nodiscard]] bool is_proven() const;
  void prove();
  void refresh(Millis away);
  void arm_probe(Instant at);
  void probe();
  void refuse_probe(const HttpFailure& failure);
  void end_probe(EventKind cause, const Event& event);
  void promote(const Event& event);
  [[nodiscard]] bool sse_is_possible() const;

  // machine_request.cpp: bridge, polls, last question
  void request_status();
  void cancel_request();
  void poll();
  void arm_poll(Instant last_sent_at);
  void hurry(Millis away);
  void deliver_response(const event::ResponseStatus& event);
  void time_out_request();
  void judge_response(const HttpFailure& failure);
  void ask_again();
  /// `is_update`: made after something was known already, so that its age is its delay.
  void deliver(const Status& status, bool is_update);

  [[nodiscard]] int max_attempts() const { return static_cast<int>(policy_.max_attempts); }
  [[nodiscard]] bool budget_is_spent() const { return failures_ >= max_attempts(); }
  void ask(EffectType type, Generation generation = {}, bool urgent = false);

  Policy policy_;
  Chance chance_;
  Environment environment_;
  Ledger ledger_;
  TimerTable timers_;
  Health health_;
  ServerClock server_clock_;

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
  State state_ = State::idle;
  bool visible_ = true;
  /// Credentials were renewed, and nothing was accepted since.
  bool renewed_ = false;
  /// What was sent up to here bore the credentials of before the last renewal.
  std::uint32_t renewed_after_ = 0;
  /// A server asked not to be called before this (Retry-After).
  Instant gate_ = Instant::min();
  /// A server that closed its stream asked not to be back before this.
  Instant back_at_ = Instant::min();
  /// When the machine last woke up: as the page said, or a timer that came far too late.
  Instant slept_until_ = Instant::min();
  /// What the server's `retry` said last.
  Millis reconnection_time_{};
  FallbackReason fallback_reason_ = FallbackReason::none;
  Problem problem_ = Problem::none;
  int http_status_ = 0;
  Instant last_update_at_ = kNever;

  // Valid while handle() runs.
  Instant now_{};
  std::vector<EffectRecord>* effects_ = nullptr;
  bool changed_ = false;
  /// More than a newer status has changed.
  bool urgent_ = false;
};

}  // namespace tss
