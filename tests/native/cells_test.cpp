// Every cell of the transition table, by what it does: one line each, in the order of the table.
#include <gmock/gmock.h>

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <utility>

#include "client.hpp"
#include "tss/transition_table.hpp"

namespace tss::test {
namespace {

using enum State;
using enum EventKind;

// How things stand before: a client in one state, with what may run in it besides.

/// Polls and probes far apart, so that one timer can be looked at alone.
Policy unhurried() {
  Policy policy;
  policy.poll_interval_ms = 600'000;
  policy.poll_interval_cap_ms = 600'000;
  return policy;
}

Client not_started() { return Client(); }

Client just_connecting() {
  Client client;
  client.start();
  return client;
}

/// The first attempt failed; its bridge is under way.
Client backing_off() {
  Client client = just_connecting();
  client.stream_fails();
  return client;
}

Client backing_off_long() {
  Client client = just_connecting();
  client.stream_fails();
  client.advance(client.until_next_attempt());
  client.stream_closes({.reconnect = true, .retry_after = 20s});
  return client;
}

Client connecting_beside_bridge() {
  Client client = backing_off();
  client.advance(client.until_next_attempt());
  return client;
}

Client open_beside_bridge() {
  Client client = connecting_beside_bridge();
  client.stream_opens();
  return client;
}

Client just_open() {
  Client client = just_connecting();
  client.stream_opens();
  return client;
}

/// Open, and heard of last some time ago.
Client open_and_quiet() {
  Client client = just_open();
  client.advance(30s);
  return client;
}

/// The first poll is under way.
Client polling_first(const Policy& policy) {
  Client client(policy);
  client.start();
  fail_streams(client, 3);
  return client;
}
Client polling_now() { return polling_first({}); }

Client polling_between() {
  Client client = polling_now();
  client.answer(status_at(1));
  return client;
}

Client polling_seldom_first() { return polling_first(unhurried()); }

Client polling_seldom() {
  Client client = polling_seldom_first();
  client.answer(status_at(1));
  return client;
}

Client polling_and_probing() {
  Client client = polling_seldom();
  client.advance(client.until_next_attempt());
  return client;
}

Client gone_offline() {
  Client client = just_connecting();
  client.send(event::Offline{});
  return client;
}

/// The server closed the stream for good before the job was over; the last question is under way.
Client closed_early() {
  Client client = just_open();
  client.stream_closes({.reconnect = false});
  return client;
}

/// The same, but told to ask later.
Client closed_and_gated() {
  Client client = just_connecting();
  client.stream_refused(204, 5s);
  return client;
}

Client completed() {
  Client client = just_open();
  client.stream_sends(final_status(1));
  return client;
}

Client refused() {
  Client client = just_connecting();
  client.stream_refused(404);
  return client;
}

// What happens.

using Happening = void (*)(Client&);

template <typename Fact>
void told(Client& client) {
  client.send(Fact{});
}
void starts(Client& client) { client.start(); }
void goes(Client& client) { client.send(event::Release{}); }
void is_disposed(Client& client) { client.send(event::Release{.linger = false}); }
void wakes(Client& client) { client.send(event::Wake{.away = 1s}); }
void wakes_late(Client& client) { client.send(event::Wake{.away = 1h}); }
void opens(Client& client) { client.stream_opens(); }
void beats(Client& client) { client.stream_beats(); }
void says(Client& client) { client.stream_sends(status_at(2)); }
void ends_well(Client& client) { client.stream_sends(final_status(2)); }
void closes(Client& client) { client.stream_closes({.reconnect = true}); }
void closes_for_good(Client& client) { client.stream_closes({.reconnect = false}); }
void is_refused(Client& client) { client.stream_refused(503); }
void is_forbidden(Client& client) { client.stream_refused(403); }
void breaks(Client& client) { client.stream_fails(); }
void answers(Client& client) { client.answer(status_at(2)); }
void answers_final(Client& client) { client.answer(final_status(2)); }
void answers_badly(Client& client) { client.refuse(503); }
void answers_gone(Client& client) { client.refuse(410); }
void time_comes(Client& client) {
  if (const auto wait = client.until_deadline()) {
    client.advance(*wait);
  }
}
void grace_ends(Client& client) {
  client.send(event::Release{});
  client.advance(250ms);
}

/// One line of the table: `effects` as Client logs them, with blanks between.
struct Line {
  State state;
  EventKind event;
  Client (*before)();
  Happening happens;
  const char* effects;
  State after;
};

const std::array kLines = {
    Line{idle, start, not_started, starts, "open", connecting},
    Line{idle, retry, not_started, told<event::Retry>, "", idle},
    Line{idle, acquire, not_started, told<event::Acquire>, "", idle},
    Line{idle, release, not_started, goes, "", idle},
    Line{idle, release, not_started, is_disposed, "finish", closed},
    Line{idle, online, not_started, told<event::Online>, "", idle},
    Line{idle, offline, not_started, told<event::Offline>, "", idle},
    Line{idle, wake, not_started, wakes_late, "", idle},
    Line{idle, hide, not_started, told<event::Hide>, "", idle},
    Line{idle, linger_due, not_started, grace_ends, "finish", closed},

    Line{connecting, start, just_connecting, starts, "", connecting},
    Line{connecting, retry, connecting_beside_bridge, told<event::Retry>, "close cancel open",
         connecting},
    Line{connecting, acquire, just_connecting, told<event::Acquire>, "", connecting},
    Line{connecting, release, just_connecting, goes, "", connecting},
    Line{connecting, release, connecting_beside_bridge, is_disposed, "close cancel finish", closed},
    Line{connecting, online, just_connecting, told<event::Online>, "", connecting},
    Line{connecting, offline, connecting_beside_bridge, told<event::Offline>, "close cancel",
         suspended},
    Line{connecting, wake, just_connecting, wakes, "", connecting},
    Line{connecting, wake, just_connecting, wakes_late, "close open", connecting},
    Line{connecting, hide, just_connecting, told<event::Hide>, "", connecting},
    Line{connecting, stream_opened, just_connecting, opens, "", open},
    Line{connecting, stream_alive, just_connecting, beats, "", open},
    Line{connecting, stream_status, connecting_beside_bridge, says, "cancel", open},
    Line{connecting, stream_status, just_connecting, ends_well, "close", closed},
    Line{connecting, stream_closing, just_connecting, closes, "close", backoff},
    Line{connecting, stream_closing, just_connecting, closes_for_good, "close get", closed},
    Line{connecting, stream_refused, just_connecting, is_refused, "close get", backoff},
    Line{connecting, stream_refused, connecting_beside_bridge, is_forbidden, "close cancel",
         failed},
    Line{connecting, stream_failed, just_connecting, breaks, "close get", backoff},
    Line{connecting, response_status, connecting_beside_bridge, answers, "", connecting},
    Line{connecting, response_status, connecting_beside_bridge, answers_final, "close", closed},
    Line{connecting, response_failed, connecting_beside_bridge, answers_badly, "", connecting},
    Line{connecting, response_failed, connecting_beside_bridge, answers_gone, "close", failed},
    Line{connecting, connect_due, just_connecting, time_comes, "close get", backoff},
    Line{connecting, request_due, connecting_beside_bridge, time_comes, "cancel", connecting},
    Line{connecting, linger_due, just_connecting, grace_ends, "close finish", closed},

    Line{open, start, just_open, starts, "", open},
    Line{open, retry, just_open, told<event::Retry>, "close open", connecting},
    Line{open, acquire, just_open, told<event::Acquire>, "", open},
    Line{open, release, just_open, goes, "", open},
    Line{open, release, just_open, is_disposed, "close finish", closed},
    Line{open, online, just_open, told<event::Online>, "", open},
    Line{open, offline, just_open, told<event::Offline>, "close", suspended},
    Line{open, wake, just_open, wakes, "", open},
    Line{open, wake, just_open, wakes_late, "close open", connecting},
    Line{open, wake, open_and_quiet, wakes, "close open", connecting},
    Line{open, hide, just_open, told<event::Hide>, "", open},
    Line{open, stream_opened, just_open, opens, "", open},
    Line{open, stream_alive, just_open, beats, "", open},
    Line{open, stream_status, open_beside_bridge, says, "cancel", open},
    Line{open, stream_status, just_open, ends_well, "close", closed},
    Line{open, stream_closing, just_open, closes, "close", backoff},
    Line{open, stream_closing, just_open, closes_for_good, "close get", closed},
    Line{open, stream_refused, just_open, is_refused, "close get", backoff},
    Line{open, stream_failed, just_open, breaks, "close get", backoff},
    Line{open, response_status, open_beside_bridge, answers, "", open},
    Line{open, response_status, open_beside_bridge, answers_final, "close", closed},
    Line{open, response_failed, open_beside_bridge, answers_badly, "", open},
    Line{open, response_failed, open_beside_bridge, answers_gone, "close", failed},
    Line{open, silence_due, just_open, time_comes, "close get", backoff},
    Line{open, request_due, open_beside_bridge, time_comes, "cancel", open},
    Line{open, linger_due, just_open, grace_ends, "close finish", closed},

    Line{backoff, start, backing_off, starts, "", backoff},
    Line{backoff, retry, backing_off, told<event::Retry>, "cancel open", connecting},
    Line{backoff, acquire, backing_off, told<event::Acquire>, "", backoff},
    Line{backoff, release, backing_off, goes, "", backoff},
    Line{backoff, release, backing_off, is_disposed, "cancel finish", closed},
    Line{backoff, online, backing_off, told<event::Online>, "open", connecting},
    Line{backoff, offline, backing_off, told<event::Offline>, "cancel", suspended},
    Line{backoff, wake, backing_off, wakes, "open", connecting},
    Line{backoff, wake, backing_off_long, wakes, "", backoff},
    Line{backoff, hide, backing_off, told<event::Hide>, "", backoff},
    Line{backoff, response_status, backing_off, answers, "", backoff},
    Line{backoff, response_status, backing_off, answers_final, "", closed},
    Line{backoff, response_failed, backing_off, answers_badly, "", backoff},
    Line{backoff, response_failed, backing_off, answers_gone, "", failed},
    Line{backoff, backoff_due, backing_off, time_comes, "open", connecting},
    Line{backoff, request_due, backing_off_long, time_comes, "cancel", backoff},
    Line{backoff, linger_due, backing_off_long, grace_ends, "cancel finish", closed},

    Line{polling, start, polling_now, starts, "", polling},
    Line{polling, retry, polling_now, told<event::Retry>, "cancel open get", connecting},
    Line{polling, acquire, polling_now, told<event::Acquire>, "", polling},
    Line{polling, release, polling_now, goes, "", polling},
    Line{polling, release, polling_now, is_disposed, "cancel finish", closed},
    Line{polling, online, polling_between, told<event::Online>, "get open", polling},
    Line{polling, offline, polling_now, told<event::Offline>, "cancel", suspended},
    Line{polling, wake, polling_now, wakes, "open", polling},
    Line{polling, wake, polling_now, wakes_late, "cancel get open", polling},
    Line{polling, hide, polling_now, told<event::Hide>, "", polling},
    Line{polling, stream_opened, polling_and_probing, opens, "", polling},
    Line{polling, stream_alive, polling_and_probing, beats, "", open},
    Line{polling, stream_status, polling_and_probing, says, "", open},
    Line{polling, stream_status, polling_and_probing, ends_well, "close", closed},
    Line{polling, stream_closing, polling_and_probing, closes, "close", polling},
    Line{polling, stream_refused, polling_and_probing, is_forbidden, "close", polling},
    Line{polling, stream_failed, polling_and_probing, breaks, "close", polling},
    Line{polling, response_status, polling_now, answers, "", polling},
    Line{polling, response_status, polling_now, answers_final, "", closed},
    Line{polling, response_failed, polling_now, answers_badly, "", polling},
    Line{polling, response_failed, polling_now, answers_gone, "", failed},
    Line{polling, connect_due, polling_and_probing, time_comes, "close", polling},
    Line{polling, poll_due, polling_between, time_comes, "get", polling},
    Line{polling, request_due, polling_seldom_first, time_comes, "cancel", polling},
    Line{polling, probe_due, polling_seldom, time_comes, "open", polling},
    Line{polling, linger_due, polling_now, grace_ends, "cancel finish", closed},

    Line{suspended, start, gone_offline, starts, "", suspended},
    Line{suspended, retry, gone_offline, told<event::Retry>, "open", connecting},
    Line{suspended, acquire, gone_offline, told<event::Acquire>, "", suspended},
    Line{suspended, release, gone_offline, goes, "", suspended},
    Line{suspended, release, gone_offline, is_disposed, "finish", closed},
    Line{suspended, online, gone_offline, told<event::Online>, "open", connecting},
    Line{suspended, offline, gone_offline, told<event::Offline>, "", suspended},
    Line{suspended, wake, gone_offline, wakes_late, "", suspended},
    Line{suspended, hide, gone_offline, told<event::Hide>, "", suspended},
    Line{suspended, linger_due, gone_offline, grace_ends, "finish", closed},

    Line{closed, start, completed, starts, "", closed},
    Line{closed, retry, completed, told<event::Retry>, "", closed},
    Line{closed, retry, closed_early, told<event::Retry>, "cancel open", connecting},
    Line{closed, acquire, completed, told<event::Acquire>, "", closed},
    Line{closed, release, completed, goes, "", closed},
    Line{closed, release, closed_early, is_disposed, "cancel finish", closed},
    Line{closed, online, completed, told<event::Online>, "", closed},
    Line{closed, offline, completed, told<event::Offline>, "", closed},
    Line{closed, wake, completed, wakes_late, "", closed},
    Line{closed, hide, completed, told<event::Hide>, "", closed},
    Line{closed, response_status, closed_early, answers, "", closed},
    Line{closed, response_status, closed_early, answers_final, "", closed},
    Line{closed, response_failed, closed_early, answers_badly, "", closed},
    Line{closed, response_failed, closed_early, answers_gone, "", failed},
    Line{closed, poll_due, closed_and_gated, time_comes, "get", closed},
    Line{closed, request_due, closed_early, time_comes, "cancel", closed},
    Line{closed, linger_due, completed, grace_ends, "finish", closed},

    Line{failed, start, refused, starts, "", failed},
    Line{failed, retry, refused, told<event::Retry>, "open", connecting},
    Line{failed, acquire, refused, told<event::Acquire>, "", failed},
    Line{failed, release, refused, goes, "", failed},
    Line{failed, release, refused, is_disposed, "finish", closed},
    Line{failed, online, refused, told<event::Online>, "", failed},
    Line{failed, offline, refused, told<event::Offline>, "", failed},
    Line{failed, wake, refused, wakes_late, "", failed},
    Line{failed, hide, refused, told<event::Hide>, "", failed},
    Line{failed, linger_due, refused, grace_ends, "finish", closed},
};

std::string joined(const Log& log) {
  std::string text;
  for (const std::string& word : log) {
    text += (text.empty() ? "" : " ") + word;
  }
  return text;
}

TEST(Cells, each_does_what_its_line_says) {
  for (const Line& line : kLines) {
    SCOPED_TRACE(testing::Message()
                 << "state " << static_cast<int>(line.state) << ", event "
                 << static_cast<int>(line.event) << ", line " << (&line - kLines.data()));
    Client client = line.before();
    ASSERT_EQ(client.state(), line.state);
    (void)client.taken();
    line.happens(client);
    EXPECT_EQ(joined(client.taken()), line.effects);
    EXPECT_EQ(client.state(), line.after);
  }
}

TEST(Cells, every_one_has_a_line_but_those_that_cannot_happen) {
  std::set<std::pair<State, EventKind>> told;
  for (const Line& line : kLines) {
    told.emplace(line.state, line.event);
  }
  for (std::size_t s = 0; s < kStateCount; ++s) {
    for (std::size_t e = 0; e < kEventKindCount; ++e) {
      const auto state = static_cast<State>(s);
      const auto event = static_cast<EventKind>(e);
      EXPECT_EQ(told.contains({state, event}),
                transition(state, event).action != Action::impossible)
          << "state " << s << ", event " << e;
    }
  }
}

}  // namespace
}  // namespace tss::test
