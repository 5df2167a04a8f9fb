// Users of a session come and go; the user asks again.
#include <gmock/gmock.h>

#include "client.hpp"

namespace tss::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(Lifetime, AC_2_1_4_without_users_everything_is_closed_after_a_short_grace) {
  Client client;
  client.start();
  client.stream_opens();
  (void)client.taken();
  client.send(event::Release{});
  client.advance(249ms);
  EXPECT_THAT(client.taken(), IsEmpty());
  client.advance(1ms);
  EXPECT_THAT(client.taken(), ElementsAre("close", "finish"));
  EXPECT_EQ(client.until_deadline(), std::nullopt);
}

TEST(Lifetime, a_user_who_comes_back_in_time_finds_the_connection_as_it_was) {
  Client client;
  client.start();
  client.stream_opens();
  (void)client.taken();
  client.send(event::Release{});
  client.advance(200ms);
  client.send(event::Acquire{});
  client.advance(1s);
  EXPECT_EQ(client.state(), State::open);
  EXPECT_THAT(client.taken(), IsEmpty());
}

TEST(Lifetime, the_grace_also_ends_what_waits_or_has_ended) {
  for (const bool ended : {false, true}) {
    Client client;
    client.start();
    if (ended) {
      client.stream_sends(final_status(1));
    } else {
      client.stream_fails();
    }
    (void)client.taken();
    client.send(event::Release{});
    client.advance(250ms);
    EXPECT_EQ(client.taken().back(), "finish");
    EXPECT_EQ(client.until_deadline(), std::nullopt);
  }
}

TEST(Lifetime, can_be_ended_at_once) {
  Client client;
  client.start();
  fail_streams(client, 3);
  (void)client.taken();
  client.send(event::Release{.linger = false});
  EXPECT_THAT(client.taken(), ElementsAre("cancel", "finish"));
  EXPECT_EQ(client.state(), State::closed);
  EXPECT_EQ(client.until_deadline(), std::nullopt);
}

TEST(Lifetime, retry_starts_anew_with_a_full_budget) {
  Client client;
  client.start();
  fail_streams(client, 3);
  client.refuse(500);
  ASSERT_EQ(client.seen().problem, Problem::unavailable);
  client.send(event::Retry{});
  EXPECT_EQ(client.state(), State::connecting);
  EXPECT_EQ(client.seen().attempt, 1);
  EXPECT_EQ(client.seen().problem, Problem::none);
  EXPECT_EQ(client.streams_open(), 1);
}

TEST(Lifetime, retry_in_fallback_asks_for_the_status_too_because_the_polls_have_stopped) {
  Client client;
  client.start();
  fail_streams(client, 3);
  client.answer(status_at(1));
  (void)client.taken();
  client.send(event::Retry{});
  EXPECT_THAT(client.taken(), ElementsAre("open", "get"));
  client.answer(status_at(2));
  EXPECT_EQ(client.seen().status_text, "2");
  EXPECT_EQ(client.state(), State::connecting);
}

TEST(Lifetime, retry_leads_out_of_failed_and_of_suspended) {
  Client failed;
  failed.start();
  failed.stream_fails();
  failed.refuse(401);
  ASSERT_EQ(failed.state(), State::failed);
  failed.send(event::Retry{});
  EXPECT_EQ(failed.state(), State::connecting);

  Client offline;
  offline.start({.can_stream = true, .online = false});
  offline.send(event::Retry{});
  EXPECT_EQ(offline.state(), State::connecting);
}

TEST(Lifetime, a_failed_session_asks_for_nothing_by_itself) {
  Client client;
  client.start();
  client.stream_fails();
  client.refuse(404);
  (void)client.taken();
  client.send(event::Wake{});
  client.send(event::Offline{});
  client.send(event::Online{});
  client.sleep(std::chrono::hours{1});
  EXPECT_EQ(client.state(), State::failed);
  EXPECT_THAT(client.taken(), IsEmpty());
}

TEST(Lifetime, publishes_only_when_something_that_can_be_seen_has_changed) {
  Client client;
  client.start();
  client.stream_opens();
  client.stream_sends(status_at(1));
  const int published = client.published();
  client.stream_beats();
  client.stream_sends(status_at(1));
  EXPECT_EQ(client.published(), published);
  client.stream_sends(status_at(2));
  EXPECT_EQ(client.published(), published + 1);
}

}  // namespace
}  // namespace tss::test
