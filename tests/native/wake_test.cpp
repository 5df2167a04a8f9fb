// Back from an absence: hidden, frozen, or asleep.
#include <gmock/gmock.h>

#include "client.hpp"

namespace tss::test {
namespace {

using std::chrono::hours;
using testing::ElementsAre;
using testing::IsEmpty;

Client open_client() {
  Client client;
  client.start();
  client.stream_opens();
  client.stream_sends(status_at(1));
  (void)client.taken();
  return client;
}

Client polling_client() {
  Client client;
  client.start();
  fail_streams(client, 3);
  client.answer(status_at(1));
  (void)client.taken();
  return client;
}

TEST(Wake, a_long_absence_replaces_a_stream_that_seems_lively) {
  // performance.now() may stand still while the machine sleeps: only the absence tells.
  Client client = open_client();
  client.send(event::Wake{.away = hours{1}});
  EXPECT_THAT(client.taken(), ElementsAre("close", "open"));
  EXPECT_EQ(client.state(), State::connecting);
  EXPECT_EQ(client.seen().attempt, 1);
}

TEST(Wake, a_short_absence_leaves_a_lively_stream_alone) {
  Client client = open_client();
  client.send(event::Wake{.away = 20s});
  EXPECT_EQ(client.state(), State::open);
  EXPECT_THAT(client.taken(), IsEmpty());
}

TEST(Wake, a_long_absence_starts_the_running_attempt_again_without_counting_it) {
  Client client;
  client.start();
  (void)client.taken();
  client.send(event::Wake{.away = 20s});
  EXPECT_THAT(client.taken(), IsEmpty());
  client.send(event::Wake{.away = 21s});
  EXPECT_THAT(client.taken(), ElementsAre("close", "open"));
  EXPECT_EQ(client.seen().attempt, 1);
}

TEST(Wake, in_fallback_a_long_absence_gives_up_what_was_under_way) {
  Client client = polling_client();
  client.advance(3s);
  ASSERT_THAT(client.taken(), ElementsAre("get"));
  client.send(event::Wake{.away = 1s});
  EXPECT_THAT(client.taken(), ElementsAre("open"));
  client.send(event::Wake{.away = hours{1}});
  EXPECT_THAT(client.taken(), ElementsAre("cancel", "close", "get", "open"));
  EXPECT_EQ(client.streams_open(), 1);
}

TEST(Wake, a_timer_that_is_far_too_late_means_that_the_machine_slept) {
  Client client = open_client();
  client.sleep(hours{1});
  EXPECT_EQ(client.state(), State::connecting);
  EXPECT_THAT(client.taken(), ElementsAre("close", "open"));
  EXPECT_EQ(client.seen().metrics.failures.silence, 0);
}

TEST(Wake, a_late_timer_and_the_pages_own_word_for_it_are_one_waking) {
  Client client = open_client();
  client.sleep(hours{1});
  ASSERT_THAT(client.taken(), ElementsAre("close", "open"));
  client.send(event::Wake{.away = hours{1}});
  EXPECT_THAT(client.taken(), IsEmpty());
  client.advance(5s);
  client.send(event::Wake{.away = hours{1}});
  EXPECT_THAT(client.taken(), ElementsAre("close", "open"));
}

TEST(Wake, in_fallback_one_waking_asks_once_whoever_tells_first) {
  Client client = polling_client();
  client.sleep(hours{1});
  ASSERT_THAT(client.taken(), ElementsAre("get", "open"));
  client.send(event::Wake{.away = hours{1}});
  client.send(event::Tick{});
  EXPECT_THAT(client.taken(), IsEmpty());

  Client other = polling_client();
  other.send(event::Wake{.away = hours{1}});
  ASSERT_THAT(other.taken(), ElementsAre("get", "open"));
  other.advance(4s);
  EXPECT_THAT(other.taken(), IsEmpty());
}

TEST(Wake, a_timer_as_late_as_in_a_hidden_page_is_taken_as_it_is) {
  Client client = open_client();
  client.sleep(45s + 60s);
  EXPECT_EQ(client.state(), State::backoff);
  EXPECT_EQ(client.seen().metrics.failures.silence, 1);
}

TEST(Wake, does_not_bring_forward_what_the_server_asked_for_on_closing) {
  Client client = open_client();
  client.stream_closes({.reconnect = true, .retry_after = 5s});
  client.send(event::Wake{});
  client.send(event::Online{});
  EXPECT_EQ(client.state(), State::backoff);
  client.send(event::Offline{});
  client.send(event::Online{});
  EXPECT_EQ(client.state(), State::backoff);
  EXPECT_EQ(client.until_next_attempt(), 5s);
  client.send(event::Retry{});
  EXPECT_EQ(client.state(), State::connecting);
}

TEST(Wake, changes_nothing_once_the_job_is_done) {
  Client client = open_client();
  client.stream_sends(final_status(2));
  (void)client.taken();
  client.send(event::Wake{.away = hours{1}});
  EXPECT_EQ(client.state(), State::closed);
  EXPECT_THAT(client.taken(), IsEmpty());
}

TEST(IdleClose, a_hidden_page_comes_back_when_it_is_seen) {
  Client client = open_client();
  client.send(event::Hide{});
  client.stream_closes({.reconnect = true, .retry_after = 1s, .idle = true});
  client.advance(30s);
  ASSERT_EQ(client.state(), State::backoff);
  client.send(event::Wake{.away = 31s});
  EXPECT_EQ(client.state(), State::connecting);
}

TEST(IdleClose, a_hidden_page_comes_back_after_a_minute_at_the_latest) {
  Client client = open_client();
  client.send(event::Hide{});
  client.stream_closes({.reconnect = true, .retry_after = 1s, .idle = true});
  EXPECT_EQ(client.until_next_attempt(), 60s);
  client.advance(60s);
  EXPECT_EQ(client.state(), State::connecting);
}

TEST(IdleClose, a_page_that_starts_hidden_waits_too) {
  Client client;
  client.start({.can_stream = true, .visible = false});
  client.stream_sends(status_at(1));
  client.stream_closes({.reconnect = true, .idle = true});
  EXPECT_EQ(client.until_next_attempt(), 60s);
}

TEST(IdleClose, a_visible_page_comes_back_as_asked) {
  Client client = open_client();
  client.send(event::Hide{});
  client.send(event::Wake{});
  client.stream_closes({.reconnect = true, .retry_after = 1s, .idle = true});
  EXPECT_EQ(client.until_next_attempt(), 1s);
}

}  // namespace
}  // namespace tss::test
