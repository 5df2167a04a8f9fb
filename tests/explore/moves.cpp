#include "moves.hpp"

#include <array>
#include <string>
#include <utility>

namespace tss::explore {

namespace {

using Deadline = std::optional<Instant>;
using Sign = event::StreamAlive::Sign;

// When a move is possible.

/// What is known before the start is told together with it: nothing can come between.
bool always(const World& world, Deadline /*deadline*/) {
  return world.view.state != State::idle || !world.newest.exists;
}
bool before_start(const World& world, Deadline /*deadline*/) {
  return world.view.state == State::idle;
}
bool has_user(const World& world, Deadline deadline) {
  return world.has_user && always(world, deadline);
}
bool has_no_user(const World& world, Deadline /*deadline*/) { return !world.has_user; }
bool has_stream(const World& world, Deadline /*deadline*/) { return world.stream.has_value(); }
bool has_request(const World& world, Deadline /*deadline*/) { return world.request.has_value(); }
bool after_start(const World& world, Deadline /*deadline*/) {
  return world.view.state != State::idle;
}
bool knows_status(const World& world, Deadline /*deadline*/) { return world.newest.exists; }

bool stream_after_status(const World& world, Deadline deadline) {
  return has_stream(world, deadline) && knows_status(world, deadline);
}
bool request_after_status(const World& world, Deadline deadline) {
  return has_request(world, deadline) && knows_status(world, deadline);
}
bool stream_after_epoch(const World& world, Deadline deadline) {
  return has_stream(world, deadline) && world.newest.epoch > 0;
}
bool request_after_epoch(const World& world, Deadline deadline) {
  return has_request(world, deadline) && world.newest.epoch > 0;
}
bool is_due(const World& world, Deadline deadline) { return deadline && *deadline <= world.now; }
/// Timers fire at most one unit late, unless everything slept.
bool is_not_overdue(const World& world, Deadline deadline) {
  return !deadline || *deadline >= world.now;
}
/// With nothing armed, sleep is but time.
bool can_sleep(const World& world, Deadline deadline) { return deadline && *deadline >= world.now; }

// Statuses, by how they stand to the newest one.

constexpr double kFar = 50;
constexpr double kNear = 20;

Status status(int epoch, int sequence, int attempt, double progress,
              JobWord word = JobWord::processing) {
  const std::string number = std::to_string(epoch);
  return {.epoch = "e" + number,
          .sequence = static_cast<double>(sequence),
          .attempt = static_cast<double>(attempt),
          .word = word,
          .progress = progress,
          .text = number + "-" + std::to_string(sequence)};
}

Status newer(const World& world) {
  return status(world.newest.epoch, world.newest.sequence + 1, world.newest.attempt, kFar);
}
Status fallen(const World& world) {
  return status(world.newest.epoch, world.newest.sequence + 1, world.newest.attempt, kNear);
}
Status same(const World& world) {
  return status(world.newest.epoch, world.newest.sequence, world.newest.attempt, kFar);
}
Status older(const World& world) {
  return status(world.newest.epoch, world.newest.sequence - 1, world.newest.attempt, kFar);
}
Status next_attempt(const World& world) {
  return status(world.newest.epoch, world.newest.sequence + 1, world.newest.attempt + 1, kNear);
}
Status next_epoch(const World& world) { return status(world.newest.epoch + 1, 0, 1, kNear); }
/// The sequence is far ahead, but of an epoch that is over.
Status past_epoch(const World& world) {
  return status(world.newest.epoch - 1, world.newest.sequence + 100, 1, kFar);
}
Status completed(const World& world) {
  return status(world.newest.epoch, world.newest.sequence + 1, world.newest.attempt, 100,
                JobWord::completed);
}

// Events that carry the generation which is awaited, and one that is over.

Generation stream(const World& world) { return world.stream->generation; }
Generation request(const World& world) { return world.request->generation; }
constexpr Generation kOver{0};

/// Keeps the status that a move tells of until the next one does: it is told at once.
const Status* kept(Status status) {
  static Status told;
  told = std::move(status);
  return &told;
}

template <Status (*make)(const World&)>
Event by_stream(const World& world) {
  return event::StreamStatus{stream(world), kept(make(world))};
}
template <Status (*make)(const World&)>
Event by_request(const World& world) {
  return event::ResponseStatus{request(world), kept(make(world))};
}
template <Sign sign>
Event alive(const World& world) {
  return event::StreamAlive{stream(world), sign};
}

/// Longer than it may be (Policy::retry_after_cap_ms), shorter, or none.
constexpr int kNoWait = -1;
constexpr int kShortWait = 1;
constexpr int kLongWait = 5;

std::optional<Millis> wait_of(int units) {
  return units == kNoWait ? std::nullopt : std::optional{units * kUnit};
}
template <int http_status, int wait>
Event refused(const World& world) {
  return event::StreamRefused{stream(world),
                              {.http_status = http_status, .retry_after = wait_of(wait)}};
}
template <int http_status, int wait>
Event failed(const World& world) {
  return event::ResponseFailed{request(world),
                               {.http_status = http_status, .retry_after = wait_of(wait)}};
}
template <bool reconnect, int wait, bool idle>
Event closing(const World& world) {
  return event::StreamClosing{stream(world),
                              {.reconnect = reconnect, .retry_after = wait_of(wait), .idle = idle}};
}
template <int away>
Event wake(const World& /*world*/) {
  return event::Wake{.away = away * kUnit};
}
template <typename Fact>
Event plain(const World& /*world*/) {
  return Fact{};
}
template <bool linger>
Event release(const World& /*world*/) {
  return event::Release{.linger = linger};
}

constexpr Millis kAtOnce{0};

constexpr std::array kMoves =
    {
        // Time.
        Move{"pass", Group::core, kUnit, is_not_overdue, nullptr},
        Move{"sleep", Group::core, kSleep, can_sleep, nullptr},
        Move{"tick", Group::core, kAtOnce, is_due, plain<event::Tick>},
        Move{"tick early", Group::core, kAtOnce, always, plain<event::Tick>},

        // Users, browser.
        Move{"start", Group::core, kAtOnce, before_start,
             [](const World& world) -> Event { return event::Start{world.environment}; }},
        Move{"start again", Group::core, kAtOnce, after_start,
             [](const World& world) -> Event { return event::Start{world.environment}; }},
        Move{"retry", Group::core, kAtOnce, always, plain<event::Retry>},
        Move{"acquire", Group::users, kAtOnce, has_no_user, plain<event::Acquire>},
        Move{"acquire again", Group::users, kAtOnce, has_user, plain<event::Acquire>},
        Move{"release", Group::users, kAtOnce, has_user, release<true>},
        Move{"dispose", Group::users, kAtOnce, has_user, release<false>},
        Move{"online", Group::core, kAtOnce, always, plain<event::Online>},
        Move{"offline", Group::core, kAtOnce, always, plain<event::Offline>},
        Move{"wake at once", Group::core, kAtOnce, always, wake<0>},
        Move{"wake after long", Group::core, kAtOnce, always, wake<100>},
        Move{"hide", Group::visibility, kAtOnce, always, plain<event::Hide>},

        // The stream.
        Move{"stream opens", Group::core, kAtOnce, has_stream,
             [](const World& world) -> Event { return event::StreamOpened{stream(world)}; }},
        Move{"heartbeat", Group::core, kAtOnce, has_stream, alive<Sign::heartbeat>},
        Move{"unreadable frame", Group::core, kAtOnce, has_stream, alive<Sign::unreadable>},
        Move{"unknown event", Group::core, kAtOnce, has_stream, alive<Sign::unknown>},
        Move{"newer status by stream", Group::core, kAtOnce, has_stream, by_stream<newer>},
        Move{"status with less progress by stream", Group::order, kAtOnce, has_stream,
             by_stream<fallen>},
        Move{"same status by stream", Group::order, kAtOnce, stream_after_status, by_stream<same>},
        Move{"older status by stream", Group::order, kAtOnce, stream_after_status,
             by_stream<older>},
        Move{"next attempt by stream", Group::order, kAtOnce, stream_after_status,
             by_stream<next_attempt>},
        Move{"next epoch by stream", Group::order, kAtOnce, stream_after_status,
             by_stream<next_epoch>},
        Move{"past epoch by stream", Group::order, kAtOnce, stream_after_epoch,
             by_stream<past_epoch>},
        Move{"final status by stream", Group::core, kAtOnce, has_stream, by_stream<completed>},
        Move{"close for good", Group::core, kAtOnce, has_stream, closing<false, kNoWait, false>},
        Move{"close and come back", Group::core, kAtOnce, has_stream,
             closing<true, kNoWait, false>},
        Move{"close and come back later", Group::core, kAtOnce, has_stream,
             closing<true, kLongWait, false>},
        Move{"close for idleness", Group::visibility, kAtOnce, has_stream,
             closing<true, kShortWait, true>},
        Move{"stream refused with 204", Group::core, kAtOnce, has_stream, refused<204, kNoWait>},
        Move{"stream refused with 400", Group::refusals, kAtOnce, has_stream,
             refused<400, kNoWait>},
        Move{"stream refused with 401", Group::refusals, kAtOnce, has_stream,
             refused<401, kNoWait>},
        Move{"stream refused with 404", Group::refusals, kAtOnce, has_stream,
             refused<404, kNoWait>},
        Move{"stream refused with 503", Group::refusals, kAtOnce, has_stream,
             refused<503, kNoWait>},
        Move{"stream refused with 503, later", Group::refusals, kAtOnce, has_stream,
             refused<503, kLongWait>},
        Move{"stream fails", Group::core, kAtOnce, has_stream,
             [](const World& world) -> Event { return event::StreamFailed{stream(world)}; }},

        // The request.
        Move{"newer status by request", Group::core, kAtOnce, has_request, by_request<newer>},
        Move{"older status by request", Group::order, kAtOnce, request_after_status,
             by_request<older>},
        Move{"next epoch by request", Group::order, kAtOnce, request_after_status,
             by_request<next_epoch>},
        Move{"past epoch by request", Group::order, kAtOnce, request_after_epoch,
             by_request<past_epoch>},
        Move{"final status by request", Group::core, kAtOnce, has_request, by_request<completed>},
        Move{"no answer", Group::core, kAtOnce, has_request, failed<0, kNoWait>},
        Move{"answer without status", Group::refusals, kAtOnce, has_request, failed<200, kNoWait>},
        Move{"request answered with 401", Group::refusals, kAtOnce, has_request,
             failed<401, kNoWait>},
        Move{"request answered with 410", Group::refusals, kAtOnce, has_request,
             failed<410, kNoWait>},
        Move{"request answered with 503, later", Group::refusals, kAtOnce, has_request,
             failed<503, kShortWait>},

        // What is over still speaks.
        Move{"old stream opens", Group::core, kAtOnce, always,
             [](const World& /*world*/) -> Event { return event::StreamOpened{kOver}; }, true},
        Move{"old stream beats", Group::core, kAtOnce, always,
             [](const World& /*world*/)
                 -> Event { return event::StreamAlive{kOver, Sign::heartbeat}; },
             true},
        Move{"old stream brings the final status", Group::core, kAtOnce, always,
             [](const World& world) -> Event {
               return event::StreamStatus{kOver, kept(completed(world))};
             },
             true},
        Move{"old stream closes", Group::core, kAtOnce, always,
             [](const World& /*world*/) -> Event {
               return event::StreamClosing{kOver, {.reconnect = false}};
             },
             true},
        Move{"old stream is refused", Group::core, kAtOnce, always,
             [](const World& /*world*/) -> Event {
               return event::StreamRefused{kOver, {.http_status = 404, .retry_after = kUnit}};
             },
             true},
        Move{"old stream fails", Group::core, kAtOnce, always,
             [](const World& /*world*/) -> Event { return event::StreamFailed{kOver}; }, true},
        Move{"old request brings the final status", Group::core, kAtOnce, always,
             [](const World& world) -> Event {
               return event::ResponseStatus{kOver, kept(completed(world))};
             },
             true},
        Move{"old request fails", Group::core, kAtOnce, always,
             [](const World& /*world*/) -> Event {
               return event::ResponseFailed{kOver, {.http_status = 404, .retry_after = kUnit}};
             },
             true},
};

}  // namespace

std::span<const Move> all_moves() { return kMoves; }

Status final_status(const World& world) { return completed(world); }

}  // namespace tss::explore
