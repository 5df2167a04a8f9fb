#include "golden_json.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdlib>
#include <iostream>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace tss::test {

namespace {

using nlohmann::json;

using Names = std::span<const std::string_view>;

constexpr std::array<std::string_view, 8> kStates = {"idle",    "connecting", "open",   "backoff",
                                                     "polling", "suspended",  "closed", "failed"};
constexpr std::array<std::string_view, 3> kModes = {"none", "sse", "polling"};
constexpr std::array<std::string_view, 4> kTransports = {"auto", "eventsource", "fetch", "polling"};
constexpr std::array<std::string_view, 8> kFallbackReasons = {
    "none",    "unsupported",     "requested", "error",
    "refused", "connect-timeout", "silence",   "died-young"};
constexpr std::array<std::string_view, 9> kProblems = {
    "none",      "unreachable", "unavailable", "unauthorized", "forbidden",
    "not-found", "gone",        "rejected",    "ended-early"};
constexpr std::array<std::string_view, 15> kEvents = {
    "retry",          "acquire",      "release",        "dispose",       "online",
    "offline",        "wake",         "hide",           "tick",          "stream-opened",
    "stream-message", "stream-bytes", "stream-refused", "stream-failed", "response"};
constexpr std::array<std::string_view, 8> kEffects = {
    "open-stream",       "close-stream", "request-status", "cancel-request",
    "renew-credentials", "publish",      "finish",         "report"};
constexpr std::array<std::string_view, 8> kComplaints = {
    "none",          "not-json",   "too-large",    "too-deep",
    "missing-field", "wrong-type", "out-of-range", "unknown-word"};

[[noreturn]] void give_up(std::string_view what, const json& found) {
  std::cerr << "golden scenario: expected " << what << ", found " << found << '\n';
  std::abort();
}

template <typename Enum>
Enum value_of(Names names, const json& name) {
  const auto found = std::ranges::find(names, name.get<std::string>());
  if (found == names.end()) {
    give_up("a word of the boundary", name);
  }
  return static_cast<Enum>(found - names.begin());
}

template <typename Enum>
std::string_view name_of(Names names, Enum value) {
  return names[static_cast<std::size_t>(value)];
}

constexpr std::array<std::pair<std::string_view, double Policy::*>, 20> kPolicy = {{
    {"maxAttempts", &Policy::max_attempts},
    {"connectTimeoutMs", &Policy::connect_timeout_ms},
    {"backoffBaseMs", &Policy::backoff_base_ms},
    {"backoffCapMs", &Policy::backoff_cap_ms},
    {"backoffJitterFloor", &Policy::backoff_jitter_floor},
    {"proofOfUseMs", &Policy::proof_of_use_ms},
    {"silenceMs", &Policy::silence_ms},
    {"silenceCadences", &Policy::silence_cadences},
    {"silenceFloorMs", &Policy::silence_floor_ms},
    {"pollIntervalMs", &Policy::poll_interval_ms},
    {"pollIntervalCapMs", &Policy::poll_interval_cap_ms},
    {"requestTimeoutMs", &Policy::request_timeout_ms},
    {"probeIntervalMs", &Policy::probe_interval_ms},
    {"probeJitter", &Policy::probe_jitter},
    {"wakeStaleMs", &Policy::wake_stale_ms},
    {"idleWaitMs", &Policy::idle_wait_ms},
    {"retryAfterCapMs", &Policy::retry_after_cap_ms},
    {"lingerMs", &Policy::linger_ms},
    {"maxFrameBytes", &Policy::max_frame_bytes},
    {"maxDepth", &Policy::max_depth},
}};

json metrics_of(const Metrics& metrics) {
  const StreamFailures& failures = metrics.failures;
  const TimeIn& time_in = metrics.time_in;
  const Latency& latency = metrics.latency;
  return {
      {"streamsOpened", metrics.streams_opened},
      {"connects", metrics.connects},
      {"disconnects", metrics.disconnects},
      {"reconnects", metrics.reconnects},
      {"plannedCloses", metrics.planned_closes},
      {"statusRequests", metrics.status_requests},
      {"statusFailures", metrics.status_failures},
      {"requests", metrics.requests},
      {"bytes", metrics.bytes},
      {"updates", metrics.updates},
      {"outdated", metrics.outdated},
      {"rejected", metrics.rejected},
      {"uptimeRatio", json_of(metrics.uptime_ratio)},
      {"failures",
       {{"error", failures.error},
        {"refused", failures.refused},
        {"connectTimeout", failures.connect_timeout},
        {"silence", failures.silence},
        {"diedYoung", failures.died_young}}},
      {"timeIn",
       {{"connecting", time_in.connecting},
        {"open", time_in.open},
        {"backoff", time_in.backoff},
        {"polling", time_in.polling},
        {"suspended", time_in.suspended}}},
      {"latency",
       {{"lastMs", json_of(latency.last_ms)},
        {"uncertaintyMs", json_of(latency.uncertainty_ms)},
        {"clockOffsetMs", json_of(latency.clock_offset_ms)},
        {"upTo10", latency.up_to_10},
        {"upTo25", latency.up_to_25},
        {"upTo50", latency.up_to_50},
        {"upTo100", latency.up_to_100},
        {"upTo250", latency.up_to_250},
        {"upTo1000", latency.up_to_1000},
        {"upTo3000", latency.up_to_3000},
        {"over3000", latency.over_3000}}},
  };
}

}  // namespace

Policy policy_of(const json& changes) {
  Policy policy;
  for (const auto& [name, value] : changes.items()) {
    double Policy::* number = nullptr;
    for (const auto& [known, member] : kPolicy) {
      number = known == name ? member : number;
    }
    if (number == nullptr) {
      give_up("a number of the policy", name);
    }
    policy.*number = value.get<double>();
  }
  return policy;
}

Environment environment_of(const json& environment) {
  return {.transport = value_of<TransportChoice>(kTransports, environment.at("transport")),
          .can_stream = environment.at("canStream").get<bool>(),
          .online = environment.at("online").get<bool>(),
          .visible = environment.at("visible").get<bool>(),
          .can_renew = environment.at("canRenew").get<bool>()};
}

EventRecord event_of(const json& event) {
  EventRecord record;
  for (const auto& [name, value] : event.items()) {
    if (name == "type") {
      record.type = value_of<EventType>(kEvents, value);
    } else if (name == "generation") {
      record.generation = value.is_number() ? value.get<double>() : 0;
    } else if (name == "name") {
      record.name = value.get_ref<const std::string&>();
    } else if (name == "text") {
      record.text = value.get_ref<const std::string&>();
    } else if (name == "id") {
      record.id = value.get_ref<const std::string&>();
    } else if (name == "httpStatus") {
      record.http_status = value.get<double>();
    } else if (name == "retryAfterMs") {
      record.retry_after_ms = value.get<double>();
    } else if (name == "awayMs") {
      record.away_ms = value.get<double>();
    } else {
      give_up("a field of an event", name);
    }
  }
  return record;
}

json json_of(double number) {
  if (std::isnan(number)) {
    return "NaN";
  }
  return std::isinf(number) ? json("Infinity") : json(number);
}

json json_of(const EffectRecord& effect) {
  return {{"type", name_of(kEffects, effect.type)},
          {"generation", effect.generation},
          {"urgent", effect.urgent},
          {"complaint", name_of(kComplaints, effect.complaint)},
          {"text", effect.text}};
}

json json_of(const Snapshot& snapshot) {
  return {{"state", name_of(kStates, snapshot.state)},
          {"mode", name_of(kModes, snapshot.mode)},
          {"connected", snapshot.connected},
          {"stale", snapshot.stale},
          {"probing", snapshot.probing},
          {"fallbackReason", name_of(kFallbackReasons, snapshot.fallback_reason)},
          {"attempt", snapshot.attempt},
          {"maxAttempts", snapshot.max_attempts},
          {"problem", name_of(kProblems, snapshot.problem)},
          {"fatal", snapshot.fatal},
          {"httpStatus", snapshot.http_status},
          {"nextAttemptAt", json_of(snapshot.next_attempt_at_ms)},
          {"lastUpdateAt", json_of(snapshot.last_update_at_ms)},
          {"pollInterval", snapshot.poll_interval_ms},
          {"statusText", snapshot.status_text},
          {"progress", snapshot.progress},
          {"metrics", metrics_of(snapshot.metrics)}};
}

}  // namespace tss::test
