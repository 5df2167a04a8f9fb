#include "tss/core.hpp"

#include <cstddef>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <variant>

#include "tss/event_id.hpp"
#include "tss/status_codec.hpp"

namespace tss {

namespace {

using Found = EventStream::Found;

Reading too_large(Generation generation) {
  return {.event = event::StreamAlive{generation, event::StreamAlive::Sign::unreadable},
          .complaint = Complaint::too_large};
}

Instant instant(double now_ms) { return Instant{Millis{now_ms}}; }

}  // namespace

const Core::Effects& Core::start(const Environment& environment, std::string_view known_status,
                                 double now_ms) {
  if (!decode_status(known_status, machine_.policy(), status_)) {
    machine_.recall(status_);
  }
  handle(event::Start{environment}, now_ms);
  return effects_;
}

const Core::Effects& Core::dispatch(const EventRecord& event, double now_ms) {
  effects_.clear();
  machine_.count_bytes(static_cast<double>(event.text.size() + event.name.size()));
  if (event.type == EventType::stream_bytes) {
    read_bytes(event, now_ms);
    return effects_;
  }
  if (event.type == EventType::stream_message && event.generation == generation_) {
    note_id(event.id);
  }
  handle(read(event, machine_.policy(), status_), event.generation, now_ms);
  return effects_;
}

void Core::read_bytes(const EventRecord& event, double now_ms) {
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
    handle(found == Found::event ? read_message(events_.name(), events_.data(), generation,
                                                machine_.policy(), status_)
                                 : too_large(generation),
           event.generation, now_ms);
  }
}

void Core::handle(const Reading& reading, double generation, double now_ms) {
  // What an old stream or request still says is nobody's concern.
  const bool is_awaited = machine_.awaits(reading.event);
  handle(reading.event, now_ms);
  if (reading.complaint != Complaint::none && is_awaited) {
    effects_.push_back({.type = EffectType::report,
                        .generation = generation,
                        .complaint = reading.complaint,
                        .text = reading.field});
  }
}

void Core::handle(const Event& event, double now_ms) {
  const double updates = machine_.updates();
  const std::size_t known = effects_.size();
  machine_.handle(event, instant(now_ms), effects_);
  if (std::holds_alternative<event::ResponseStatus>(event) && machine_.updates() != updates) {
    named_id_.clear();
  }
  for (EffectRecord& effect : std::span(effects_).subspan(known)) {
    if (effect.type == EffectType::open_stream) {
      last_event_id_ = resume_id();
      effect.text = last_event_id_;
      generation_ = effect.generation;
      events_.start(last_event_id_);
    } else if (effect.type == EffectType::close_stream) {
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

double Core::next_deadline() const { return machine_.next_deadline().time_since_epoch().count(); }

}  // namespace tss
