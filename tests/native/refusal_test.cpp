// A stream that is answered with something else: fetch sees the status and the content type.
#include <gmock/gmock.h>

#include "client.hpp"

namespace tss::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Environment renewable() {
  return {.transport = TransportChoice::fetch, .can_stream = true, .can_renew = true};
}

Client asking() {
  Client client;
  client.start();
  (void)client.taken();
  return client;
}

class FatalRefusal : public testing::TestWithParam<std::pair<int, Problem>> {};

TEST_P(FatalRefusal, ends_the_session_at_once) {
  const auto [http_status, problem] = GetParam();
  Client client = asking();
  client.stream_refused(http_status);
  EXPECT_EQ(client.state(), State::failed);
  EXPECT_EQ(client.seen().problem, problem);
  EXPECT_EQ(client.seen().http_status, http_status);
  EXPECT_THAT(client.taken(), ElementsAre("close"));
  EXPECT_EQ(client.until_deadline(), std::nullopt);
}

INSTANTIATE_TEST_SUITE_P(Statuses, FatalRefusal,
                         testing::Values(std::pair{401, Problem::unauthorized},
                                         std::pair{403, Problem::forbidden},
                                         std::pair{404, Problem::not_found},
                                         std::pair{410, Problem::gone}));

class TransientRefusal : public testing::TestWithParam<int> {};

TEST_P(TransientRefusal, is_one_failed_attempt) {
  Client client = asking();
  client.stream_refused(GetParam());
  EXPECT_EQ(client.state(), State::backoff);
  EXPECT_EQ(client.seen().attempt, 2);
  EXPECT_EQ(client.seen().metrics.failures.refused, 1);
  EXPECT_EQ(client.seen().problem, Problem::none);
  EXPECT_THAT(client.taken(), ElementsAre("close", "get"));
}

// 200: a captive portal's page. 406: something on the way that dislikes streams only.
INSTANTIATE_TEST_SUITE_P(Statuses, TransientRefusal,
                         testing::Values(200, 302, 406, 408, 425, 429, 500, 503));

TEST(Refusal, three_lead_to_polling_with_their_reason) {
  Client client = asking();
  for (int i = 0; i < 3; ++i) {
    client.stream_refused(200);
    client.advance(client.until_next_attempt());
  }
  EXPECT_EQ(client.state(), State::polling);
  EXPECT_EQ(client.seen().fallback_reason, FallbackReason::refused);
}

TEST(Refusal, retry_after_of_a_stream_holds_back_stream_bridge_and_polls) {
  Client client = asking();
  client.stream_refused(503, 40s);
  EXPECT_THAT(client.taken(), ElementsAre("close"));
  EXPECT_EQ(client.until_next_attempt(), 40s);
  EXPECT_EQ(client.seen().problem, Problem::unavailable);
  EXPECT_EQ(client.seen().http_status, 503);
}

TEST(Refusal, retry_after_of_a_probe_holds_back_the_polls_too) {
  Client client({.probe_jitter = 0});
  client.start();
  fail_streams(client, 3);
  client.answer(status_at(1));
  client.advance(30s);
  client.answer(status_at(2));
  (void)client.taken();
  client.stream_refused(429, 60s);
  EXPECT_EQ(client.state(), State::polling);
  EXPECT_FALSE(client.seen().probing);
  EXPECT_FALSE(client.seen().connected);
  EXPECT_EQ(client.seen().problem, Problem::unavailable);
  client.advance(59'999ms);
  EXPECT_THAT(client.taken(), ElementsAre("close"));
  client.advance(1ms);
  EXPECT_THAT(client.taken(), testing::UnorderedElementsAre("get", "open"));
}

TEST(Refusal, no_content_asks_the_status_once_and_is_closed) {
  Client client = asking();
  client.stream_refused(204);
  EXPECT_EQ(client.state(), State::closed);
  EXPECT_THAT(client.taken(), ElementsAre("close", "get"));
  client.answer(final_status(9));
  EXPECT_EQ(client.seen().status_text, "9");
  EXPECT_EQ(client.seen().problem, Problem::none);
  EXPECT_EQ(client.until_deadline(), std::nullopt);
}

TEST(Renewal, new_credentials_are_asked_for_once_and_the_attempt_repeated) {
  Client client;
  client.start(renewable());
  (void)client.taken();
  client.stream_refused(401);
  EXPECT_THAT(client.taken(), ElementsAre("renew", "close", "open"));
  EXPECT_EQ(client.state(), State::connecting);
  EXPECT_EQ(client.seen().attempt, 1);
  client.stream_refused(401);
  EXPECT_EQ(client.state(), State::failed);
  EXPECT_EQ(client.seen().problem, Problem::unauthorized);
  EXPECT_THAT(client.taken(), ElementsAre("close"));
}

TEST(Renewal, is_possible_again_after_the_new_credentials_were_accepted) {
  Client client;
  client.start(renewable());
  client.stream_refused(401);
  client.stream_opens();
  client.stream_fails();
  (void)client.taken();
  client.refuse(403);
  EXPECT_THAT(client.taken(), ElementsAre("renew", "get"));
  EXPECT_EQ(client.state(), State::backoff);
  client.refuse(403);
  EXPECT_EQ(client.state(), State::failed);
  EXPECT_EQ(client.seen().problem, Problem::forbidden);
}

TEST(Renewal, in_fallback_repeats_the_poll_and_stays_connected) {
  Client client;
  client.start({.transport = TransportChoice::polling, .can_renew = true});
  client.answer(status_at(1));
  client.advance(3s);
  (void)client.taken();
  client.refuse(401);
  EXPECT_THAT(client.taken(), ElementsAre("renew", "get"));
  EXPECT_TRUE(client.seen().connected);
  client.answer(status_at(2));
  EXPECT_EQ(client.seen().status_text, "2");
  client.advance(3s);
  client.refuse(401);
  EXPECT_EQ(client.state(), State::polling);
}

TEST(Renewal, of_a_probe_repeats_the_probe_and_ends_no_polling) {
  Client client({.probe_jitter = 0});
  client.start(renewable());
  fail_streams(client, 3);
  client.answer(status_at(1));
  client.advance(30s);
  client.answer(status_at(2));
  (void)client.taken();
  client.stream_refused(401);
  EXPECT_THAT(client.taken(), ElementsAre("renew", "close", "open"));
  client.stream_refused(401);
  EXPECT_EQ(client.state(), State::polling);
  EXPECT_FALSE(client.seen().probing);
}

TEST(Renewal, what_was_sent_before_it_is_asked_again_and_not_taken_for_its_failure) {
  Client client;
  client.start(renewable());
  fail_streams(client, 3);
  client.answer(status_at(1));
  client.send(event::Wake{});
  ASSERT_THAT(client.taken(), testing::IsSupersetOf({"get", "open"}));
  client.stream_refused(401);
  client.refuse(401);
  EXPECT_THAT(client.taken(), ElementsAre("renew", "close", "open", "get"));
  EXPECT_EQ(client.state(), State::polling);
  client.refuse(401);
  EXPECT_EQ(client.state(), State::failed);
}

TEST(Renewal, a_401_is_final_where_nothing_can_be_renewed) {
  Client client = asking();
  client.stream_refused(401);
  EXPECT_EQ(client.state(), State::failed);
  EXPECT_THAT(client.taken(), ElementsAre("close"));
}

TEST(Refusal, of_a_stream_that_is_not_awaited_changes_nothing) {
  Client client = asking();
  const Generation old = client.stream();
  client.stream_fails();
  client.advance(client.until_next_attempt());
  (void)client.taken();
  client.send(event::StreamRefused{old, {.http_status = 404, .retry_after = {}}});
  EXPECT_EQ(client.state(), State::connecting);
  EXPECT_THAT(client.taken(), IsEmpty());
}

}  // namespace
}  // namespace tss::test
