// What the browser says about network and attention.
#include <gmock/gmock.h>

#include "client.hpp"

namespace tss::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(Environment, waits_without_a_request_when_it_starts_offline) {
  Client client;
  client.start({.can_stream = true, .online = false});
  EXPECT_EQ(client.state(), State::suspended);
  EXPECT_EQ(client.seen().mode, Mode::none);
  EXPECT_THAT(client.taken(), IsEmpty());
  client.send(event::Online{});
  EXPECT_EQ(client.state(), State::connecting);
}

TEST(Environment, offline_burns_no_attempt) {
  Client client;
  client.start();
  client.stream_fails();
  client.advance(1s);
  ASSERT_EQ(client.seen().attempt, 2);
  (void)client.taken();
  client.send(event::Offline{});
  EXPECT_EQ(client.state(), State::suspended);
  EXPECT_THAT(client.taken(), ElementsAre("close", "cancel"));
  EXPECT_EQ(client.until_deadline(), std::nullopt);
  client.send(event::Online{});
  EXPECT_EQ(client.state(), State::connecting);
  EXPECT_EQ(client.seen().attempt, 2);
}

TEST(Environment, back_online_in_fallback_polls_and_probes_at_once) {
  Client client;
  client.start();
  fail_streams(client, 3);
  client.send(event::Offline{});
  (void)client.taken();
  client.send(event::Online{});
  EXPECT_EQ(client.state(), State::polling);
  client.advance(0s);
  EXPECT_THAT(client.taken(), ElementsAre("get", "open"));
}

TEST(Environment, waking_in_backoff_tries_at_once) {
  Client client;
  client.start();
  client.stream_fails();
  client.send(event::Wake{});
  EXPECT_EQ(client.state(), State::connecting);
}

TEST(Environment, waking_does_not_break_a_retry_after) {
  Client client;
  client.start();
  client.stream_fails();
  client.refuse(503, 20s);
  client.send(event::Wake{});
  EXPECT_EQ(client.state(), State::backoff);
  client.advance(20s);
  EXPECT_EQ(client.state(), State::connecting);
}

TEST(Environment, waking_in_fallback_polls_and_probes_at_once) {
  Client client;
  client.start();
  fail_streams(client, 3);
  client.answer(status_at(1));
  client.advance(1s);
  (void)client.taken();
  client.send(event::Wake{});
  EXPECT_THAT(client.taken(), ElementsAre("get", "open"));
}

TEST(Environment, waking_replaces_a_stream_that_was_silent_for_long_without_counting_a_failure) {
  Client client;
  client.start();
  client.stream_opens();
  client.stream_sends(status_at(1));
  (void)client.taken();
  client.advance(20'001ms);
  client.send(event::Wake{});
  EXPECT_THAT(client.taken(), ElementsAre("close", "open"));
  EXPECT_EQ(client.state(), State::connecting);
  EXPECT_EQ(client.seen().metrics.failures.error, 0);
}

TEST(Environment, waking_leaves_a_lively_stream_alone) {
  Client client;
  client.start();
  client.stream_opens();
  client.stream_sends(status_at(1));
  (void)client.taken();
  client.advance(15s);
  client.send(event::Wake{});
  EXPECT_EQ(client.state(), State::open);
  EXPECT_THAT(client.taken(), IsEmpty());
}

TEST(Environment, timers_that_fire_late_after_a_sleep_fire_once) {
  Client client;
  client.start({.can_stream = false});
  client.answer(status_at(1));
  (void)client.taken();
  client.sleep(std::chrono::hours{1});
  EXPECT_THAT(client.taken(), ElementsAre("get"));
}

}  // namespace
}  // namespace tss::test
