/// A machine with a clock that the test turns, and a log of what it asked for.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "tss/machine.hpp"

namespace tss::test {

using Log = std::vector<std::string>;

class Client {
 public:
  explicit Client(const Policy& policy = {}, std::uint32_t seed = 1) : machine_(policy, seed) {}

  /// In a browser that has EventSource and is online, unless told otherwise.
  void start(const Environment& environment = {.can_stream = true}) {
    send(event::Start{environment});
  }

  void send(const Event& event) {
    std::vector<EffectRecord> effects;
    machine_.handle(event, now_, effects);
    for (const EffectRecord& effect : effects) {
      note(effect);
    }
  }

  /// Lets `length` pass; timers fire at their times.
  void advance(Millis length) {
    const Instant end = now_ + length;
    while (machine_.next_deadline() <= end) {
      now_ = machine_.next_deadline();
      send(event::Tick{});
    }
    now_ = end;
  }

  /// Lets `length` pass as a sleeping machine does: timers fire late, all at once.
  void sleep(Millis length) {
    now_ += length;
    send(event::Tick{});
  }

  void stream_opens() { send(event::StreamOpened{stream_}); }
  void stream_fails() { send(event::StreamFailed{stream_}); }
  void stream_sends(const Status& status) { send(event::StreamStatus{stream_, &status}); }
  void stream_refused(int http_status, std::optional<Millis> retry_after = {}) {
    send(event::StreamRefused{stream_, {.http_status = http_status, .retry_after = retry_after}});
  }
  void stream_beats() { send(event::StreamAlive{stream_, event::StreamAlive::Sign::heartbeat}); }
  void stream_closes(CloseNotice notice) { send(event::StreamClosing{stream_, notice}); }
  void answer(const Status& status) { send(event::ResponseStatus{request_, &status}); }
  void refuse(int http_status, std::optional<Millis> retry_after = {}) {
    send(event::ResponseFailed{request_, {.http_status = http_status, .retry_after = retry_after}});
  }

  /// What was asked for since the last call: "open", "close", "get", "cancel", "renew",
  /// "finish".
  [[nodiscard]] Log taken() { return std::exchange(log_, {}); }
  [[nodiscard]] Snapshot seen() const { return machine_.snapshot(now_); }
  [[nodiscard]] State state() const { return seen().state; }
  [[nodiscard]] std::optional<Millis> until_deadline() const {
    const Instant at = machine_.next_deadline();
    return at == kNever ? std::nullopt : std::optional{at - now_};
  }
  [[nodiscard]] Millis until_next_attempt() const {
    return Millis{seen().next_attempt_at_ms} - now_.time_since_epoch();
  }
  [[nodiscard]] Instant now() const { return now_; }
  [[nodiscard]] Generation stream() const { return stream_; }
  [[nodiscard]] Generation request() const { return request_; }
  [[nodiscard]] std::string last_event_id() const { return machine_.last_event_id(); }
  [[nodiscard]] int streams_open() const { return streams_open_; }
  [[nodiscard]] int published() const { return published_; }

 private:
  void note(const EffectRecord& effect) {
    const auto generation = static_cast<Generation>(effect.generation);
    switch (effect.type) {
      case EffectType::open_stream:
        stream_ = generation;
        ++streams_open_;
        log_.emplace_back("open");
        return;
      case EffectType::close_stream:
        --streams_open_;
        log_.emplace_back("close");
        return;
      case EffectType::request_status:
        request_ = generation;
        log_.emplace_back("get");
        return;
      case EffectType::cancel_request:
        log_.emplace_back("cancel");
        return;
      case EffectType::renew_credentials:
        log_.emplace_back("renew");
        return;
      case EffectType::finish:
        log_.emplace_back("finish");
        return;
      case EffectType::publish:
        ++published_;
        return;
      case EffectType::report:
        // Only the core behind which the machine is reports.
        return;
    }
  }

  Machine machine_;
  // Not zero: nothing may depend on the clock's origin.
  Instant now_{Millis{1'000'000}};
  Generation stream_{};
  Generation request_{};
  Log log_;
  int streams_open_ = 0;
  int published_ = 0;
};

/// A status of a job in progress.
[[nodiscard]] inline Status status_at(double sequence, double progress = 0) {
  return {.epoch = "e",
          .sequence = sequence,
          .attempt = 1,
          .word = JobWord::processing,
          .progress = progress,
          .text = std::to_string(static_cast<int>(sequence))};
}

[[nodiscard]] inline Status final_status(double sequence, JobWord word = JobWord::completed) {
  Status status = status_at(sequence, 100);
  status.word = word;
  return status;
}

/// Fails the running stream `times` times, waiting out each backoff, without an answer to the GET.
inline void fail_streams(Client& client, int times) {
  for (int i = 0; i < times; ++i) {
    if (client.state() == State::backoff) {
      client.advance(client.until_next_attempt());
    }
    client.stream_fails();
  }
}

using namespace std::chrono_literals;

}  // namespace tss::test
