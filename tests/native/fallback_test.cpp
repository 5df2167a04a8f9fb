// Polling in the stream's place: when it begins, how often it asks, what the user learns.
#include <gmock/gmock.h>

#include <cmath>

#include "client.hpp"

namespace tss::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Client polling_client(const Policy& policy = {}) {
  Client client(policy);
  client.start();
  client.stream_fails();
  client.answer(status_at(1));
  fail_streams(client, 2);
  return client;
}

TEST(Fallback, AC_3_1_1_begins_with_the_third_failed_attempt_and_polls_at_once) {
  Client client;
  client.start();
  client.stream_fails();
  client.answer(status_at(1));
  client.advance(1s);
  client.stream_fails();
  client.advance(2s);
  (void)client.taken();
  ASSERT_EQ(client.state(), State::connecting);
  client.stream_fails();
  EXPECT_EQ(client.state(), State::polling);
  EXPECT_EQ(client.seen().mode, Mode::polling);
  EXPECT_THAT(client.taken(), ElementsAre("close", "get"));
}

TEST(Fallback, AC_3_1_2_polls_every_three_seconds) {
  Client client = polling_client();
  for (int i = 0; i < 5; ++i) {
    (void)client.taken();
    client.answer(status_at(2 + i));
    client.advance(2'999ms);
    EXPECT_THAT(client.taken(), IsEmpty());
    client.advance(1ms);
    EXPECT_THAT(client.taken(), ElementsAre("get"));
  }
}

TEST(Fallback, the_interval_runs_from_the_start_of_a_poll_and_never_two_are_in_flight) {
  Client client = polling_client();
  (void)client.taken();
  client.advance(4s);
  EXPECT_THAT(client.taken(), IsEmpty());
  client.answer(status_at(2));
  client.advance(0s);
  EXPECT_THAT(client.taken(), ElementsAre("get"));
}

TEST(Fallback, a_poll_without_an_answer_is_cancelled_after_ten_seconds) {
  Client client = polling_client();
  (void)client.taken();
  client.advance(10s);
  EXPECT_EQ(client.taken().front(), "cancel");
  EXPECT_FALSE(client.seen().connected);
}

TEST(Fallback, AC_3_1_4_says_that_it_is_polling_and_why) {
  const Client client = polling_client();
  EXPECT_EQ(client.seen().fallback_reason, FallbackReason::error);
  EXPECT_EQ(client.seen().problem, Problem::none);
  EXPECT_EQ(client.seen().poll_interval_ms, 3'000);

  Client timed_out;
  timed_out.start();
  timed_out.advance(34s);
  EXPECT_EQ(timed_out.state(), State::polling);
  EXPECT_EQ(timed_out.seen().fallback_reason, FallbackReason::connect_timeout);
}

TEST(Fallback, failing_polls_slow_down_and_say_that_nothing_arrives) {
  Client client = polling_client();
  std::vector<double> waits;
  for (int i = 0; i < 6; ++i) {
    (void)client.taken();
    const Instant asked = client.now();
    client.refuse(500);
    EXPECT_EQ(client.seen().problem, Problem::unavailable);
    EXPECT_EQ(client.seen().http_status, 500);
    EXPECT_FALSE(client.seen().fatal);
    EXPECT_TRUE(client.seen().stale);
    while (client.taken() != Log{"get"}) {
      client.advance(1s);
      if (client.state() == State::polling && client.seen().probing) {
        client.stream_fails();
        (void)client.taken();
      }
    }
    waits.push_back((client.now() - asked).count() / 1000);
  }
  EXPECT_THAT(waits, ElementsAre(6, 12, 24, 30, 30, 30));
}

TEST(Fallback, one_good_poll_restores_the_interval_and_clears_the_error) {
  Client client = polling_client();
  client.refuse(500);
  client.advance(6s);
  client.answer(status_at(2));
  EXPECT_EQ(client.seen().problem, Problem::none);
  EXPECT_TRUE(client.seen().connected);
  EXPECT_FALSE(client.seen().stale);
  (void)client.taken();
  client.advance(3s);
  EXPECT_THAT(client.taken(), ElementsAre("get"));
}

TEST(Fallback, retry_after_holds_the_polls_back) {
  Client client = polling_client();
  client.refuse(429, 15s);
  (void)client.taken();
  client.advance(14'999ms);
  EXPECT_THAT(client.taken(), IsEmpty());
  client.advance(1ms);
  EXPECT_THAT(client.taken(), ElementsAre("get"));
}

TEST(Fallback, retry_after_is_never_longer_than_the_cap) {
  Client client = polling_client({.retry_after_cap_ms = 60'000});
  client.refuse(503, std::chrono::hours{24 * 365});
  (void)client.taken();
  client.advance(60s);
  EXPECT_THAT(client.taken(), testing::Contains("get"));
}

TEST(Fallback, a_poll_that_finds_the_session_gone_fails_it) {
  Client client = polling_client();
  client.refuse(404);
  EXPECT_EQ(client.state(), State::failed);
  EXPECT_EQ(client.seen().problem, Problem::not_found);
}

TEST(Fallback, a_body_that_is_no_status_is_counted_and_changes_nothing_shown) {
  Client client = polling_client();
  client.refuse(200);
  EXPECT_EQ(client.seen().metrics.rejected, 1);
  EXPECT_EQ(client.seen().status_text, "1");
  EXPECT_EQ(client.state(), State::polling);
}

TEST(Fallback, AC_3_3_2_polls_from_the_start_without_can_stream_and_shows_no_error) {
  Client client;
  client.start({.can_stream = false});
  EXPECT_EQ(client.state(), State::polling);
  EXPECT_THAT(client.taken(), ElementsAre("get"));
  EXPECT_EQ(client.seen().fallback_reason, FallbackReason::unsupported);
  EXPECT_EQ(client.seen().problem, Problem::none);
  client.answer(status_at(1));
  EXPECT_TRUE(client.seen().connected);
}

TEST(Fallback, AC_3_3_5_without_can_stream_no_stream_is_ever_tried) {
  Client client;
  client.start({.can_stream = false});
  for (int i = 0; i < 100; ++i) {
    client.answer(status_at(1 + i));
    client.advance(3s);
  }
  EXPECT_EQ(client.seen().metrics.streams_opened, 0);
  EXPECT_TRUE(std::isnan(client.seen().next_attempt_at_ms));
}

TEST(Fallback, polling_can_be_asked_for) {
  Client client;
  client.start({.transport = TransportChoice::polling, .can_stream = true});
  client.answer(status_at(1));
  client.advance(120s);
  EXPECT_EQ(client.seen().fallback_reason, FallbackReason::requested);
  EXPECT_EQ(client.seen().metrics.streams_opened, 0);
}

}  // namespace
}  // namespace tss::test
