// The first connection and the retries: states, budget, backoff.
#include <gmock/gmock.h>

#include "client.hpp"

namespace tss::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(Connect, AC_2_1_1_opens_a_stream_where_the_browser_can) {
  Client client;
  EXPECT_EQ(client.state(), State::idle);
  client.start();
  EXPECT_THAT(client.taken(), ElementsAre("open"));
  EXPECT_EQ(client.state(), State::connecting);
  EXPECT_EQ(client.seen().mode, Mode::sse);
  EXPECT_EQ(client.seen().attempt, 1);
  EXPECT_EQ(client.seen().max_attempts, 3);
  EXPECT_FALSE(client.seen().connected);
}

TEST(Connect, is_connected_once_the_stream_is_open_and_shows_what_it_sends) {
  Client client;
  client.start();
  client.stream_opens();
  EXPECT_EQ(client.state(), State::open);
  EXPECT_TRUE(client.seen().connected);
  EXPECT_EQ(client.seen().status_text, "");
  client.stream_sends(status_at(7, 40));
  EXPECT_EQ(client.seen().status_text, "7");
  EXPECT_EQ(client.seen().progress, 40);
  EXPECT_EQ(client.seen().last_update_at_ms, client.now().time_since_epoch().count());
  EXPECT_THAT(client.taken(), ElementsAre("open"));
}

TEST(Connect, takes_an_event_for_an_opening_where_the_browser_says_it_late) {
  Client by_status;
  by_status.start();
  by_status.stream_sends(status_at(1));
  EXPECT_EQ(by_status.state(), State::open);
  EXPECT_EQ(by_status.seen().status_text, "1");

  Client by_heartbeat;
  by_heartbeat.start();
  by_heartbeat.stream_beats();
  EXPECT_EQ(by_heartbeat.state(), State::open);
}

TEST(Connect, AC_2_1_3_tries_three_times_with_growing_waits_between) {
  Client client;
  client.start();
  client.stream_fails();
  EXPECT_EQ(client.state(), State::backoff);
  EXPECT_EQ(client.seen().attempt, 2);
  const Millis first = client.until_next_attempt();
  EXPECT_GE(first, 500ms);
  EXPECT_LE(first, 1000ms);
  client.advance(first);
  EXPECT_EQ(client.state(), State::connecting);

  client.stream_fails();
  EXPECT_EQ(client.state(), State::backoff);
  EXPECT_EQ(client.seen().attempt, 3);
  const Millis second = client.until_next_attempt();
  EXPECT_GE(second, 1000ms);
  EXPECT_LE(second, 2000ms);
  client.advance(second);
  EXPECT_EQ(client.state(), State::connecting);
  EXPECT_EQ(client.streams_open(), 1);
}

TEST(Connect, gives_up_an_attempt_after_ten_seconds_without_an_answer) {
  Client client;
  client.start();
  client.advance(9'999ms);
  EXPECT_EQ(client.state(), State::connecting);
  client.advance(1ms);
  EXPECT_EQ(client.state(), State::backoff);
  EXPECT_EQ(client.streams_open(), 0);
}

TEST(Connect, closes_a_failed_stream_so_that_the_browser_does_not_retry_by_itself) {
  Client client;
  client.start();
  (void)client.taken();
  client.stream_fails();
  EXPECT_EQ(client.taken().front(), "close");
}

TEST(Connect, one_budget_counts_errors_timeouts_silence_and_early_deaths_together) {
  Client client;
  client.start();
  client.stream_fails();  // an error
  client.advance(1s);
  client.advance(10s);  // a connect time-out
  EXPECT_EQ(client.seen().attempt, 3);
  client.advance(2s);
  client.stream_opens();
  client.stream_sends(status_at(1));
  client.advance(9s);
  client.stream_fails();  // died young
  EXPECT_EQ(client.state(), State::polling);
  EXPECT_EQ(client.seen().fallback_reason, FallbackReason::died_young);
}

TEST(Connect, an_open_alone_does_not_restore_the_budget) {
  Client client;
  client.start();
  fail_streams(client, 2);
  client.advance(2s);
  client.stream_opens();
  client.advance(30s);
  client.stream_fails();
  EXPECT_EQ(client.state(), State::polling);
}

TEST(Connect, a_stream_that_delivered_and_lived_ten_seconds_restores_the_budget) {
  Client client;
  client.start();
  fail_streams(client, 2);
  client.advance(2s);
  client.stream_opens();
  client.stream_sends(status_at(1));
  EXPECT_EQ(client.seen().attempt, 3);
  client.advance(10s);
  client.stream_beats();
  EXPECT_EQ(client.seen().attempt, 1);
  client.stream_fails();
  EXPECT_EQ(client.state(), State::backoff);
  EXPECT_EQ(client.seen().attempt, 2);
}

TEST(Connect, the_proof_counts_when_the_status_comes_after_the_ten_seconds) {
  Client client;
  client.start();
  fail_streams(client, 2);
  client.advance(2s);
  client.stream_opens();
  client.advance(20s);
  client.stream_sends(status_at(1));
  EXPECT_EQ(client.seen().attempt, 1);
}

TEST(Connect, a_stream_that_breaks_off_lived_until_then) {
  Client client;
  client.start();
  fail_streams(client, 2);
  client.advance(client.until_next_attempt());
  client.stream_opens();
  client.stream_sends(status_at(1));
  client.advance(10s);
  client.stream_fails();
  EXPECT_EQ(client.state(), State::backoff);
  EXPECT_EQ(client.seen().attempt, 2);
}

TEST(Connect, resumes_after_the_newest_status) {
  Client client;
  client.start();
  EXPECT_EQ(client.last_event_id(), "");
  client.stream_opens();
  client.stream_sends(status_at(41));
  client.stream_fails();
  client.advance(1s);
  EXPECT_EQ(client.last_event_id(), "e-41");
}

TEST(Connect, events_of_an_older_stream_change_nothing) {
  Client client;
  client.start();
  const Generation old = client.stream();
  client.stream_fails();
  client.advance(1s);
  ASSERT_EQ(client.state(), State::connecting);
  (void)client.taken();
  client.send(event::StreamOpened{old});
  const Status last = final_status(9);
  client.send(event::StreamStatus{old, &last});
  client.send(event::StreamFailed{old});
  EXPECT_EQ(client.state(), State::connecting);
  EXPECT_EQ(client.seen().status_text, "");
  EXPECT_THAT(client.taken(), IsEmpty());
}

TEST(Connect, AC_2_1_2_shows_no_error_while_it_retries) {
  Client client;
  client.start();
  fail_streams(client, 2);
  EXPECT_EQ(client.seen().problem, Problem::none);
}

}  // namespace
}  // namespace tss::test
