/// The whole surface between the core and JavaScript.
/// Texts cross as texts. The numbers of a record cross side by side in one array that JavaScript
/// sees, in the order of the record's members, enums and truths among them; js-bindings/src/core/
/// records.ts gives them their names. Embind's own records would bring a name, two functions and
/// their registration for each member, a sixth of the module.
#include <emscripten/bind.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <string>

#include "tss/core.hpp"

namespace {

using namespace tss;

using Handle = double;

/// A session's handle is its address, which a double holds exactly. Plain numbers, because an
/// embind class would add 2 KB of glue; only the shell holds them, from opening to closing.
Core* session(Handle handle) {
  return reinterpret_cast<Core*>(static_cast<std::uintptr_t>(handle));  // NOLINT(*-no-int-to-ptr)
}

template <typename Record>
constexpr std::size_t kNumbersOf = sizeof(Record) / sizeof(double);

constexpr std::size_t kSnapshotNumbers = 15;

/// The numbers of the record that crosses: of the next call's argument, or of the last call's
/// result. Before the first call: the policy where none is asked for.
constinit auto numbers = [] {
  std::array<double, kSnapshotNumbers + kNumbersOf<Metrics>> first{};
  std::ranges::copy(std::bit_cast<std::array<double, kNumbersOf<Policy>>>(Policy{}), first.begin());
  return first;
}();

double numbers_at() {
  return static_cast<double>(reinterpret_cast<std::uintptr_t>(numbers.data()));
}

template <typename... Numbers>
auto put(Numbers... values) {
  return std::ranges::copy(std::initializer_list<double>{static_cast<double>(values)...},
                           numbers.begin())
      .out;
}

/// The number at `place`, as what it stands for.
template <typename What>
What taken(std::size_t place) {
  return static_cast<What>(numbers[place]);
}
template <typename Word>
Word word(std::size_t place) {
  return static_cast<Word>(taken<int>(place));
}
bool truth(std::size_t place) { return numbers[place] != 0; }

/// From `numbers`: the policy.
Handle open_session(double seed) {
  std::array<double, kNumbersOf<Policy>> policy;  // NOLINT(*-member-init): filled right away
  std::copy_n(numbers.begin(), policy.size(), policy.begin());
  // By way of 64 bits: in plain JavaScript Emscripten 6.0 makes 0 of a double of 2^32 - 1.
  const auto whole = static_cast<std::int64_t>(seed);
  auto core =
      std::make_unique<Core>(std::bit_cast<Policy>(policy), static_cast<std::uint32_t>(whole));
  return static_cast<Handle>(reinterpret_cast<std::uintptr_t>(core.release()));
}

void close_session(Handle handle) { const std::unique_ptr<Core> last(session(handle)); }

/// From `numbers`: the environment. How many effects there are.
double start(Handle handle, const std::string& known_status, double now_ms) {
  const Environment environment{.transport = word<TransportChoice>(0),
                                .can_stream = truth(1),
                                .online = truth(2),
                                .visible = truth(3),
                                .can_renew = truth(4)};
  return static_cast<double>(session(handle)->start(environment, known_status, now_ms).size());
}

/// From `numbers`: the event, but for its texts. How many effects there are.
double dispatch(Handle handle, const std::string& name, const std::string& text,
                const std::string& id, double now_ms) {
  const EventRecord event{.type = word<EventType>(0),
                          .generation = numbers[1],
                          .name = name,
                          .text = text,
                          .id = id,
                          .http_status = numbers[2],
                          .retry_after_ms = numbers[3],
                          .away_ms = numbers[4]};
  return static_cast<double>(session(handle)->dispatch(event, now_ms).size());
}

/// To `numbers`: the effect at `place`, but for its text, which is returned.
std::string effect_at(Handle handle, double place) {
  const EffectRecord& effect = session(handle)->effects()[static_cast<std::size_t>(place)];
  put(effect.type, effect.generation, effect.urgent, effect.complaint);
  return std::string(effect.text);
}

double next_deadline(Handle handle) { return session(handle)->next_deadline(); }

/// To `numbers`: the snapshot, but for the text of its status, which is returned.
std::string snapshot(Handle handle, double now_ms) {
  Snapshot seen = session(handle)->snapshot(now_ms);
  const auto rest =
      put(seen.state, seen.mode, seen.connected, seen.stale, seen.probing, seen.fallback_reason,
          seen.attempt, seen.max_attempts, seen.problem, seen.fatal, seen.http_status,
          seen.next_attempt_at_ms, seen.last_update_at_ms, seen.poll_interval_ms, seen.progress);
  std::ranges::copy(std::bit_cast<std::array<double, kNumbersOf<Metrics>>>(seen.metrics), rest);
  return std::move(seen.status_text);
}

}  // namespace

EMSCRIPTEN_BINDINGS(transcription_status) {
  using emscripten::function;

  function("numbersAt", &numbers_at);
  function("openSession", &open_session);
  function("closeSession", &close_session);
  function("start", &start);
  function("dispatch", &dispatch);
  function("effectAt", &effect_at);
  function("nextDeadline", &next_deadline);
  function("snapshot", &snapshot);
}
