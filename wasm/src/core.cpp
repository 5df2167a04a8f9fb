#include "tss/core.hpp"

#include <cstddef>
#include <limits>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>

#include "tss/event_id.hpp"
#include "tss/status_codec.hpp"

namespace tss {

namespace {

using Found = EventStream::Found;

// Types of effects are numbered as the variant numbers them.
template <typename What>
consteval bool is_numbered(EffectType type) {
  return Effect(What{}).index() == static_cast<std::size_t>(type);
}
static_assert(is_numbered<effect::OpenStream>(EffectType::open_stream));
static_assert(is_numbered<effect::CloseStream>(EffectType::close_stream));
static_assert(is_numbered<effect::RequestStatus>(EffectType::request_status));
static_assert(is_numbered<effect::CancelRequest>(EffectType::cancel_request));
static_assert(is_numbered<effect::RenewCredentials>(EffectType::renew_credentials));
static_assert(is_numbered<effect::Publish>(EffectType::publish));
static_assert(is_numbered<effect::Finish>(EffectType::finish));

EffectRecord record_of(const Effect& effect) {
  EffectRecord record{.type = static_cast<EffectType>(effect.index())};
  std::visit(
      [&record](const auto& what) {
        if constexpr (requires { what.generation; }) {
          record.generation = static_cast<double>(what.generation);
        } else if constexpr (requires { what.urgent; }) {
          record.urgent = what.urgent;
        }
      },
      effect);
  return record;
}

Reading too_large(Generation generation) {
  return {.event = event::StreamAlive{generation, event::StreamAlive::Sign::unreadable},
          .complaint = Complaint::too_large};
}

Instant instant(double now_ms) { return Instant{Millis{now_ms}}; }

}  // namespace

std::vector<EffectRecord> Core::start(const Environment& environment, std::string_view known_status,
                                      double now_ms) {
  if (auto known = decode_status(known_status, machine_.policy());
      auto* status = std::get_if<Status>(&known)) {
    machine_.recall(std::move(*status));
  }
  Records records;
  handle(event::Start{environment}, now_ms, records);
  return records;
}

std::vector<EffectRecord> Core::dispatch(const EventRecord& event, double now_ms) {
  Records records;
  machine_.count_bytes(static_cast<double>(event.text.size() + event.name.size()));
  if (event.type == EventType::stream_bytes) {
    read_bytes(event, now_ms, records);
    return records;
  }
  if (event.type == EventType::stream_message && event.generation == generation_) {
    note_id(event.id);
  }
  handle(read(event, machine_.policy()), event.generation, now_ms, records);
  return records;
}

void Core::read_bytes(const EventRecord& event, double now_ms, Records& records) {
  std::string_view bytes = event.text;
  // Each event may be the last one that is wanted: a terminal status, a planned close.
  while (event.generation == generation_) {
    const Found found = events_.next(bytes);
    note_id(events_.last_event_id());
    if (const auto asked = events_.reconnection_time()) {
      machine_.set_reconnection_time(*asked);
    }
    if (found == Found::nothing) {
      return;
    }
    const auto generation = static_cast<Generation>(event.generation);
    handle(found == Found::event
               ? read_message(events_.name(), events_.data(), generation, machine_.policy())
               : too_large(generation),
           event.generation, now_ms, records);
  }
}

void Core::handle(const Reading& reading, double generation, double now_ms, Records& records) {
  // What an old stream or request still says is nobody's concern.
  const bool is_awaited = machine_.awaits(reading.event);
  handle(reading.event, now_ms, records);
  if (reading.complaint != Complaint::none && is_awaited) {
    records.push_back({.type = EffectType::report,
                       .generation = generation,
                       .complaint = reading.complaint,
                       .text = reading.field});
  }
}

void Core::handle(const Event& event, double now_ms, Records& records) {
  const double updates = machine_.updates();
  const auto effects = machine_.handle(event, instant(now_ms));
  if (std::holds_alternative<event::ResponseStatus>(event) && machine_.updates() != updates) {
    named_id_.clear();
  }
  for (const Effect& effect : effects) {
    EffectRecord& record = records.emplace_back(record_of(effect));
    if (record.type == EffectType::open_stream) {
      last_event_id_ = resume_id();
      record.text = last_event_id_;
      generation_ = record.generation;
      events_.start(last_event_id_);
    } else if (record.type == EffectType::close_stream) {
      generation_ = kNoGeneration;
    }
  }
}

void Core::note_id(std::string_view id) {
  // A stream repeats its last id with each event, also when a request has brought a newer status.
  if (id != last_event_id_) {
    last_event_id_ = id;
    named_id_ = id;
  }
}

std::string Core::resume_id() const {
  return !named_id_.empty() && is_fit_to_echo(named_id_) ? named_id_ : machine_.last_event_id();
}

Snapshot Core::snapshot(double now_ms) const { return machine_.snapshot(instant(now_ms)); }

double Core::next_deadline() const {
  const auto deadline = machine_.next_deadline();
  return deadline ? deadline->time_since_epoch().count() : std::numeric_limits<double>::infinity();
}

}  // namespace tss
