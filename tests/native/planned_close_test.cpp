// The server says goodbye: `close` events.
#include <gmock/gmock.h>

#include "client.hpp"

namespace tss::test {
namespace {

using testing::ElementsAre;

Client open_client() {
  Client client;
  client.start();
  client.stream_opens();
  client.stream_sends(status_at(1));
  (void)client.taken();
  return client;
}

TEST(PlannedClose, costs_no_attempt_and_comes_back_after_the_delay_asked_for) {
  Client client = open_client();
  client.stream_closes({.reconnect = true, .retry_after = 250ms});
  EXPECT_EQ(client.state(), State::backoff);
  EXPECT_EQ(client.seen().attempt, 1);
  EXPECT_EQ(client.seen().metrics.failures.error, 0);
  EXPECT_THAT(client.taken(), ElementsAre("close"));
  client.advance(249ms);
  EXPECT_EQ(client.state(), State::backoff);
  client.advance(1ms);
  EXPECT_EQ(client.state(), State::connecting);
}

TEST(PlannedClose, many_in_a_row_never_lead_to_fallback_but_are_slowed_down) {
  Client client = open_client();
  for (int i = 0; i < 20; ++i) {
    client.stream_closes({.reconnect = true, .retry_after = {}});
    ASSERT_EQ(client.state(), State::backoff);
    client.advance(client.until_next_attempt());
    ASSERT_EQ(client.state(), State::connecting);
    client.stream_opens();
  }
  client.stream_closes({.reconnect = true, .retry_after = {}});
  EXPECT_GE(client.until_next_attempt(), 15s);
}

TEST(PlannedClose, the_delay_asked_for_is_capped) {
  Client client = open_client();
  client.stream_closes({.reconnect = true, .retry_after = std::chrono::hours{1000}});
  EXPECT_LE(client.until_next_attempt(), std::chrono::hours{1});
}

TEST(PlannedClose, one_for_good_before_the_job_is_done_leads_to_one_question) {
  Client client = open_client();
  client.stream_closes({.reconnect = false});
  EXPECT_EQ(client.state(), State::closed);
  EXPECT_THAT(client.taken(), ElementsAre("close", "get"));
  client.answer(final_status(2));
  EXPECT_EQ(client.state(), State::closed);
  EXPECT_EQ(client.seen().problem, Problem::none);
  EXPECT_EQ(client.seen().status_text, "2");
}

TEST(PlannedClose, one_for_good_with_the_job_unfinished_says_so_and_can_be_retried) {
  Client client = open_client();
  client.stream_closes({.reconnect = false});
  client.answer(status_at(2));
  EXPECT_EQ(client.seen().problem, Problem::ended_early);
  EXPECT_TRUE(client.seen().fatal);
  EXPECT_EQ(client.until_deadline(), std::nullopt);
  client.send(event::Retry{});
  EXPECT_EQ(client.state(), State::connecting);
  EXPECT_EQ(client.seen().problem, Problem::none);
}

TEST(PlannedClose, one_for_good_under_a_retry_after_asks_when_that_is_over) {
  Client client;
  client.start();
  client.stream_fails();
  client.advance(client.until_next_attempt());
  client.refuse(503, 60s);
  client.stream_opens();
  (void)client.taken();
  client.stream_closes({.reconnect = false});
  EXPECT_THAT(client.taken(), ElementsAre("close"));
  client.advance(60s);
  EXPECT_THAT(client.taken(), ElementsAre("get"));
  client.answer(final_status(2));
  EXPECT_EQ(client.seen().status_text, "2");
  EXPECT_EQ(client.until_deadline(), std::nullopt);
}

TEST(PlannedClose, of_a_probe_ends_the_probe_only) {
  Client client({.probe_jitter = 0});
  client.start();
  fail_streams(client, 3);
  client.answer(status_at(1));
  client.advance(30s);
  client.stream_closes({.reconnect = true, .retry_after = 1s});
  EXPECT_EQ(client.state(), State::polling);
  EXPECT_FALSE(client.seen().probing);
}

}  // namespace
}  // namespace tss::test
