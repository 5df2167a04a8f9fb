#include "tss/core.hpp"

#include <limits>
#include <string>
#include <type_traits>
#include <variant>

#include "tss/reader.hpp"
#include "tss/status_codec.hpp"

namespace tss {

namespace {

template <typename T>
constexpr EffectType kTypeOf = EffectType::publish;
template <>
constexpr EffectType kTypeOf<effect::OpenStream> = EffectType::open_stream;
template <>
constexpr EffectType kTypeOf<effect::CloseStream> = EffectType::close_stream;
template <>
constexpr EffectType kTypeOf<effect::RequestStatus> = EffectType::request_status;
template <>
constexpr EffectType kTypeOf<effect::CancelRequest> = EffectType::cancel_request;
template <>
constexpr EffectType kTypeOf<effect::RenewCredentials> = EffectType::renew_credentials;
template <>
constexpr EffectType kTypeOf<effect::Finish> = EffectType::finish;

EffectRecord record_of(const Effect& effect) {
  return std::visit(
      [](const auto& what) {
        using What = std::decay_t<decltype(what)>;
        EffectRecord record{.type = kTypeOf<What>};
        if constexpr (requires { what.generation; }) {
          record.generation = static_cast<double>(what.generation);
        }
        if constexpr (requires { what.urgent; }) {
          record.urgent = what.urgent;
        }
        return record;
      },
      effect);
}

Instant instant(double now_ms) { return Instant{Millis{now_ms}}; }

}  // namespace

std::vector<EffectRecord> Core::handle(const Event& event, double now_ms) {
  std::vector<EffectRecord> records;
  for (const Effect& effect : machine_.handle(event, instant(now_ms))) {
    EffectRecord& record = records.emplace_back(record_of(effect));
    if (record.type == EffectType::open_stream) {
      record.text = machine_.last_event_id();
    }
  }
  return records;
}

std::vector<EffectRecord> Core::start(const Environment& environment, double now_ms) {
  if (auto known = decode_status(environment.known_status, policy_);
      auto* status = std::get_if<Status>(&known)) {
    machine_.recall(std::move(*status));
  }
  return handle(event::Start{environment}, now_ms);
}

std::vector<EffectRecord> Core::dispatch(const EventRecord& event, double now_ms) {
  const Reading reading = read(event, policy_);
  // What an old stream or request still says is nobody's concern.
  const bool is_awaited = machine_.awaits(reading.event);
  machine_.count_bytes(static_cast<double>(event.text.size() + event.name.size()));
  auto records = handle(reading.event, now_ms);
  if (reading.complaint != Complaint::none && is_awaited) {
    records.push_back({.type = EffectType::report,
                       .generation = event.generation,
                       .complaint = reading.complaint,
                       .text = std::string(reading.field)});
  }
  return records;
}

Snapshot Core::snapshot(double now_ms) const { return machine_.snapshot(instant(now_ms)); }

double Core::next_deadline() const {
  const auto deadline = machine_.next_deadline();
  return deadline ? deadline->time_since_epoch().count() : std::numeric_limits<double>::infinity();
}

}  // namespace tss
