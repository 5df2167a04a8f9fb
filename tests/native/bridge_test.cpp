// The one GET at the first failure: it keeps the page fresh and tells what EventSource hides.
#include <gmock/gmock.h>

#include "client.hpp"

namespace tss::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Client after_first_failure() {
  Client client;
  client.start();
  (void)client.taken();
  client.stream_fails();
  return client;
}

TEST(Bridge, asks_for_the_status_at_once_at_the_first_failure_only) {
  Client client = after_first_failure();
  EXPECT_THAT(client.taken(), ElementsAre("close", "get"));
  client.answer(status_at(1));
  client.advance(1s);
  client.stream_fails();
  EXPECT_THAT(client.taken(), ElementsAre("open", "close"));
}

TEST(Bridge, AC_3_1_5_its_answer_is_shown_while_the_stream_is_retried) {
  Client client = after_first_failure();
  client.answer(status_at(3, 30));
  EXPECT_EQ(client.state(), State::backoff);
  EXPECT_EQ(client.seen().status_text, "3");
}

TEST(Bridge, a_final_answer_ends_everything) {
  Client client = after_first_failure();
  (void)client.taken();
  client.answer(final_status(9));
  EXPECT_EQ(client.state(), State::closed);
  EXPECT_EQ(client.until_deadline(), std::nullopt);
  EXPECT_THAT(client.taken(), IsEmpty());
}

struct Fatal {
  int http_status;
  Problem problem;
};
class BridgeFatal : public testing::TestWithParam<Fatal> {};

TEST_P(BridgeFatal, an_answer_that_no_retry_can_mend_fails_the_session) {
  Client client = after_first_failure();
  client.refuse(GetParam().http_status);
  EXPECT_EQ(client.state(), State::failed);
  EXPECT_EQ(client.seen().problem, GetParam().problem);
  EXPECT_EQ(client.seen().http_status, GetParam().http_status);
  EXPECT_TRUE(client.seen().fatal);
  EXPECT_EQ(client.until_deadline(), std::nullopt);
}

INSTANTIATE_TEST_SUITE_P(Statuses, BridgeFatal,
                         testing::Values(Fatal{401, Problem::unauthorized},
                                         Fatal{403, Problem::forbidden},
                                         Fatal{404, Problem::not_found}, Fatal{410, Problem::gone},
                                         Fatal{400, Problem::rejected},
                                         Fatal{406, Problem::rejected}));

class BridgeTransient : public testing::TestWithParam<int> {};

TEST_P(BridgeTransient, an_answer_that_may_pass_leaves_the_retries_alone) {
  Client client = after_first_failure();
  client.refuse(GetParam());
  EXPECT_EQ(client.state(), State::backoff);
  EXPECT_EQ(client.seen().problem, Problem::none);
  client.advance(1s);
  EXPECT_EQ(client.state(), State::connecting);
}

INSTANTIATE_TEST_SUITE_P(Statuses, BridgeTransient,
                         testing::Values(0, 200, 408, 425, 429, 500, 502, 503, 504));

TEST(Bridge, its_failures_do_not_slow_the_polls_down) {
  Client client = after_first_failure();
  client.refuse(500);
  fail_streams(client, 2);
  ASSERT_EQ(client.state(), State::polling);
  EXPECT_EQ(client.seen().poll_interval_ms, 3'000);
}

TEST(Bridge, retry_after_is_a_floor_for_the_next_attempt) {
  Client client = after_first_failure();
  client.refuse(503, 20s);
  EXPECT_EQ(client.seen().problem, Problem::unavailable);
  EXPECT_EQ(client.seen().http_status, 503);
  (void)client.taken();
  client.advance(19'999ms);
  EXPECT_EQ(client.state(), State::backoff);
  EXPECT_THAT(client.taken(), IsEmpty());
  client.advance(1ms);
  EXPECT_EQ(client.state(), State::connecting);
}

TEST(Bridge, is_not_sent_before_the_end_of_a_retry_after) {
  Client client = after_first_failure();
  client.advance(client.until_next_attempt());
  client.refuse(503, 60s);
  client.stream_opens();
  client.stream_sends(status_at(1));
  client.advance(10s);
  (void)client.taken();
  client.stream_fails();
  ASSERT_EQ(client.seen().attempt, 2);
  EXPECT_THAT(client.taken(), ElementsAre("close"));
  EXPECT_EQ(client.until_next_attempt(), 50s);
}

TEST(Bridge, is_called_off_when_the_next_stream_delivers_first) {
  Client client = after_first_failure();
  client.advance(1s);
  client.stream_opens();
  (void)client.taken();
  client.stream_sends(status_at(5));
  EXPECT_THAT(client.taken(), ElementsAre("cancel"));
  client.answer(status_at(4));
  EXPECT_EQ(client.seen().status_text, "5");
}

TEST(Bridge, is_taken_over_as_the_first_poll_when_the_fallback_comes) {
  Client client({.max_attempts = 2});
  client.start();
  client.stream_fails();
  client.advance(1s);
  (void)client.taken();
  client.stream_fails();
  EXPECT_EQ(client.state(), State::polling);
  EXPECT_THAT(client.taken(), ElementsAre("close"));
  client.answer(status_at(1));
  EXPECT_TRUE(client.seen().connected);
}

}  // namespace
}  // namespace tss::test
