/// The whole surface between the core and JavaScript. The only file that knows Emscripten.
/// Enums cross as strings and structs as plain objects; one handle per session is deleted by
/// its owner. TypeScript's view of it is emitted from here.
#include <emscripten/bind.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "tss/core.hpp"
#include "tss/event_stream.hpp"

namespace {

using namespace tss;
using emscripten::enum_value_type;

using Handle = double;

/// A session's handle is its address, which a double holds exactly. Plain numbers, because an
/// embind class would add 2 KB of glue; only the shell holds them, from opening to closing.
Core* session(Handle handle) {
  return reinterpret_cast<Core*>(static_cast<std::uintptr_t>(handle));  // NOLINT(*-no-int-to-ptr)
}

Handle open_session(const Policy& policy, double seed) {
  // By way of 64 bits: in plain JavaScript Emscripten 6.0 makes 0 of a double of 2^32 - 1.
  const auto whole = static_cast<std::int64_t>(seed);
  auto core = std::make_unique<Core>(policy, static_cast<std::uint32_t>(whole));
  return static_cast<Handle>(reinterpret_cast<std::uintptr_t>(core.release()));
}

void close_session(Handle handle) { const std::unique_ptr<Core> last(session(handle)); }

/// The effects of the last call of start() or dispatch(), to be fetched before the next one: a
/// list of its own would bring embind's machinery for JavaScript values, 0.5 KB, for one array.
std::vector<EffectRecord> effects;

double start(Handle handle, const Environment& environment, const std::string& known_status,
             double now_ms) {
  effects = session(handle)->start(environment, known_status, now_ms);
  return static_cast<double>(effects.size());
}

double dispatch(Handle handle, const EventRecord& event, double now_ms) {
  effects = session(handle)->dispatch(event, now_ms);
  return static_cast<double>(effects.size());
}

std::string text_of(const EffectRecord& effect) { return std::string(effect.text); }
/// Effects only leave the core; embind asks for both ways.
void set_text(EffectRecord& /*effect*/, const std::string& /*text*/) {}

EffectRecord effect_at(double place) { return effects[static_cast<std::size_t>(place)]; }

double next_deadline(Handle handle) { return session(handle)->next_deadline(); }

Snapshot snapshot(Handle handle, double now_ms) { return session(handle)->snapshot(now_ms); }

Policy default_policy() { return {}; }

/// The parser by itself, one stream at a time: for what judges and measures it as it is shipped.
EventStream event_stream(16.0 * 1024 * 1024);

void start_event_stream(const std::string& last_event_id) { event_stream.start(last_event_id); }

/// What the bytes brought, `\r` before each text: name, data and id of each event. No text of an
/// event can hold that character, and one long string crosses faster than many.
std::string parse_events(const std::string& bytes) {
  std::string found;
  std::string_view rest = bytes;
  for (auto what = event_stream.next(rest); what != EventStream::Found::nothing;
       what = event_stream.next(rest)) {
    if (what == EventStream::Found::event) {
      for (const std::string_view text : {event_stream.name(), event_stream.data(),
                                          std::string_view(event_stream.last_event_id())}) {
        found += '\r';
        found += text;
      }
    }
  }
  return found;
}

std::string stream_last_event_id() { return event_stream.last_event_id(); }

/// Milliseconds, negative where the stream asked for none.
double stream_reconnection_time() {
  return event_stream.reconnection_time().value_or(Millis{-1}).count();
}

}  // namespace

EMSCRIPTEN_BINDINGS(transcription_status) {
  using namespace emscripten;

  enum_<State>("ConnectionState", enum_value_type::string)
      .value("idle", State::idle)
      .value("connecting", State::connecting)
      .value("open", State::open)
      .value("backoff", State::backoff)
      .value("polling", State::polling)
      .value("suspended", State::suspended)
      .value("closed", State::closed)
      .value("failed", State::failed);

  enum_<Mode>("CoreMode", enum_value_type::string)
      .value("none", Mode::none)
      .value("sse", Mode::sse)
      .value("polling", Mode::polling);

  enum_<TransportChoice>("TransportChoice", enum_value_type::string)
      .value("auto", TransportChoice::automatic)
      .value("eventsource", TransportChoice::eventsource)
      .value("fetch", TransportChoice::fetch)
      .value("polling", TransportChoice::polling);

  enum_<FallbackReason>("CoreFallbackReason", enum_value_type::string)
      .value("none", FallbackReason::none)
      .value("unsupported", FallbackReason::unsupported)
      .value("requested", FallbackReason::requested)
      .value("error", FallbackReason::error)
      .value("refused", FallbackReason::refused)
      .value("connect-timeout", FallbackReason::connect_timeout)
      .value("silence", FallbackReason::silence)
      .value("died-young", FallbackReason::died_young);

  enum_<Problem>("CoreProblem", enum_value_type::string)
      .value("none", Problem::none)
      .value("unreachable", Problem::unreachable)
      .value("unavailable", Problem::unavailable)
      .value("unauthorized", Problem::unauthorized)
      .value("forbidden", Problem::forbidden)
      .value("not-found", Problem::not_found)
      .value("gone", Problem::gone)
      .value("rejected", Problem::rejected)
      .value("ended-early", Problem::ended_early);

  enum_<EventType>("CoreEventType", enum_value_type::string)
      .value("retry", EventType::retry)
      .value("acquire", EventType::acquire)
      .value("release", EventType::release)
      .value("dispose", EventType::dispose)
      .value("online", EventType::online)
      .value("offline", EventType::offline)
      .value("wake", EventType::wake)
      .value("hide", EventType::hide)
      .value("tick", EventType::tick)
      .value("stream-opened", EventType::stream_opened)
      .value("stream-message", EventType::stream_message)
      .value("stream-bytes", EventType::stream_bytes)
      .value("stream-refused", EventType::stream_refused)
      .value("stream-failed", EventType::stream_failed)
      .value("response", EventType::response);

  enum_<EffectType>("CoreEffectType", enum_value_type::string)
      .value("open-stream", EffectType::open_stream)
      .value("close-stream", EffectType::close_stream)
      .value("request-status", EffectType::request_status)
      .value("cancel-request", EffectType::cancel_request)
      .value("renew-credentials", EffectType::renew_credentials)
      .value("publish", EffectType::publish)
      .value("finish", EffectType::finish)
      .value("report", EffectType::report);

  enum_<Complaint>("CoreComplaint", enum_value_type::string)
      .value("none", Complaint::none)
      .value("not-json", Complaint::not_json)
      .value("too-large", Complaint::too_large)
      .value("too-deep", Complaint::too_deep)
      .value("missing-field", Complaint::missing_field)
      .value("wrong-type", Complaint::wrong_type)
      .value("out-of-range", Complaint::out_of_range)
      .value("unknown-word", Complaint::unknown_word);

  value_object<Policy>("Policy")
      .field("maxAttempts", &Policy::max_attempts)
      .field("connectTimeoutMs", &Policy::connect_timeout_ms)
      .field("backoffBaseMs", &Policy::backoff_base_ms)
      .field("backoffCapMs", &Policy::backoff_cap_ms)
      .field("backoffJitterFloor", &Policy::backoff_jitter_floor)
      .field("proofOfUseMs", &Policy::proof_of_use_ms)
      .field("silenceMs", &Policy::silence_ms)
      .field("silenceCadences", &Policy::silence_cadences)
      .field("silenceFloorMs", &Policy::silence_floor_ms)
      .field("pollIntervalMs", &Policy::poll_interval_ms)
      .field("pollIntervalCapMs", &Policy::poll_interval_cap_ms)
      .field("requestTimeoutMs", &Policy::request_timeout_ms)
      .field("probeIntervalMs", &Policy::probe_interval_ms)
      .field("probeJitter", &Policy::probe_jitter)
      .field("wakeStaleMs", &Policy::wake_stale_ms)
      .field("idleWaitMs", &Policy::idle_wait_ms)
      .field("retryAfterCapMs", &Policy::retry_after_cap_ms)
      .field("lingerMs", &Policy::linger_ms)
      .field("maxFrameBytes", &Policy::max_frame_bytes)
      .field("maxDepth", &Policy::max_depth);

  value_object<Environment>("CoreEnvironment")
      .field("transport", &Environment::transport)
      .field("canStream", &Environment::can_stream)
      .field("online", &Environment::online)
      .field("visible", &Environment::visible)
      .field("canRenew", &Environment::can_renew);

  value_object<EventRecord>("CoreEvent")
      .field("type", &EventRecord::type)
      .field("generation", &EventRecord::generation)
      .field("name", &EventRecord::name)
      .field("text", &EventRecord::text)
      .field("id", &EventRecord::id)
      .field("httpStatus", &EventRecord::http_status)
      .field("retryAfterMs", &EventRecord::retry_after_ms)
      .field("awayMs", &EventRecord::away_ms);

  value_object<EffectRecord>("CoreEffect")
      .field("type", &EffectRecord::type)
      .field("generation", &EffectRecord::generation)
      .field("urgent", &EffectRecord::urgent)
      .field("complaint", &EffectRecord::complaint)
      .field("text", &text_of, &set_text);

  value_object<StreamFailures>("StreamFailures")
      .field("error", &StreamFailures::error)
      .field("refused", &StreamFailures::refused)
      .field("connectTimeout", &StreamFailures::connect_timeout)
      .field("silence", &StreamFailures::silence)
      .field("diedYoung", &StreamFailures::died_young);

  value_object<TimeIn>("TimeIn")
      .field("connecting", &TimeIn::connecting)
      .field("open", &TimeIn::open)
      .field("backoff", &TimeIn::backoff)
      .field("polling", &TimeIn::polling)
      .field("suspended", &TimeIn::suspended);

  value_object<Latency>("UpdateLatency")
      .field("lastMs", &Latency::last_ms)
      .field("uncertaintyMs", &Latency::uncertainty_ms)
      .field("clockOffsetMs", &Latency::clock_offset_ms)
      .field("upTo10", &Latency::up_to_10)
      .field("upTo25", &Latency::up_to_25)
      .field("upTo50", &Latency::up_to_50)
      .field("upTo100", &Latency::up_to_100)
      .field("upTo250", &Latency::up_to_250)
      .field("upTo1000", &Latency::up_to_1000)
      .field("upTo3000", &Latency::up_to_3000)
      .field("over3000", &Latency::over_3000);

  value_object<Metrics>("ConnectionMetrics")
      .field("streamsOpened", &Metrics::streams_opened)
      .field("connects", &Metrics::connects)
      .field("disconnects", &Metrics::disconnects)
      .field("reconnects", &Metrics::reconnects)
      .field("plannedCloses", &Metrics::planned_closes)
      .field("statusRequests", &Metrics::status_requests)
      .field("statusFailures", &Metrics::status_failures)
      .field("requests", &Metrics::requests)
      .field("bytes", &Metrics::bytes)
      .field("updates", &Metrics::updates)
      .field("outdated", &Metrics::outdated)
      .field("rejected", &Metrics::rejected)
      .field("uptimeRatio", &Metrics::uptime_ratio)
      .field("failures", &Metrics::failures)
      .field("timeIn", &Metrics::time_in)
      .field("latency", &Metrics::latency);

  value_object<Snapshot>("CoreSnapshot")
      .field("state", &Snapshot::state)
      .field("mode", &Snapshot::mode)
      .field("connected", &Snapshot::connected)
      .field("stale", &Snapshot::stale)
      .field("probing", &Snapshot::probing)
      .field("fallbackReason", &Snapshot::fallback_reason)
      .field("attempt", &Snapshot::attempt)
      .field("maxAttempts", &Snapshot::max_attempts)
      .field("problem", &Snapshot::problem)
      .field("fatal", &Snapshot::fatal)
      .field("httpStatus", &Snapshot::http_status)
      .field("nextAttemptAt", &Snapshot::next_attempt_at_ms)
      .field("lastUpdateAt", &Snapshot::last_update_at_ms)
      .field("pollInterval", &Snapshot::poll_interval_ms)
      .field("statusText", &Snapshot::status_text)
      .field("progress", &Snapshot::progress)
      .field("metrics", &Snapshot::metrics);

  function("openSession", &open_session);
  function("closeSession", &close_session);
  function("start", &start);
  function("dispatch", &dispatch);
  function("effectAt", &effect_at);
  function("nextDeadline", &next_deadline);
  function("snapshot", &snapshot);
  function("defaultPolicy", &default_policy);
  function("startEventStream", &start_event_stream);
  function("parseEvents", &parse_events);
  function("streamId", &stream_last_event_id);
  function("streamRetry", &stream_reconnection_time);
}
