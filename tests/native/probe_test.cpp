// SSE is tried again beside the polls, and takes over only when it has delivered.
#include <gmock/gmock.h>

#include <algorithm>

#include "client.hpp"

namespace tss::test {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

/// Polls answered every 3 s, until just before `length` has passed.
void poll_for(Client& client, Millis length, double& sequence) {
  const Instant end = client.now() + length;
  while (client.now() < end) {
    client.answer(status_at(++sequence));
    client.advance(std::min(Millis{3'000}, end - client.now()));
  }
}

/// In fallback, with an exact probe interval.
Client fallen_back() {
  Client client({.probe_jitter = 0});
  client.start();
  fail_streams(client, 3);
  return client;
}

TEST(Probe, AC_3_1_3_tries_a_stream_every_thirty_seconds_while_polling) {
  Client client = fallen_back();
  double sequence = 0;
  poll_for(client, 29'999ms, sequence);
  EXPECT_EQ(client.seen().metrics.streams_opened, 3);
  for (int probes = 1; probes <= 4; ++probes) {
    poll_for(client, 1ms, sequence);
    EXPECT_EQ(client.seen().metrics.streams_opened, 3 + probes);
    EXPECT_TRUE(client.seen().probing);
    client.stream_fails();
    EXPECT_FALSE(client.seen().probing);
    EXPECT_EQ(client.state(), State::polling);
    poll_for(client, 29'999ms, sequence);
    EXPECT_EQ(client.seen().metrics.streams_opened, 3 + probes);
  }
}

TEST(Probe, the_interval_varies_by_a_tenth_so_that_clients_do_not_march_in_step) {
  std::vector<double> waits;
  for (std::uint32_t seed = 0; seed < 200; ++seed) {
    Client client({}, seed);
    client.start();
    fail_streams(client, 3);
    waits.push_back(client.until_next_attempt().count());
  }
  const auto [low, high] = std::ranges::minmax(waits);
  EXPECT_GE(low, 27'000);
  EXPECT_LE(high, 33'000);
  EXPECT_GT(high - low, 4'000);
}

TEST(Probe, polling_goes_on_until_the_first_event_and_then_stops) {
  Client client = fallen_back();
  client.answer(status_at(1));
  client.advance(27s);
  client.answer(status_at(2));
  client.advance(3s);
  ASSERT_TRUE(client.seen().probing);
  client.stream_opens();
  EXPECT_EQ(client.state(), State::polling);
  (void)client.taken();
  client.answer(status_at(3));
  client.advance(3s);
  EXPECT_THAT(client.taken(), ElementsAre("get"));

  client.stream_sends(status_at(4));
  EXPECT_EQ(client.state(), State::open);
  EXPECT_EQ(client.seen().mode, Mode::sse);
  EXPECT_EQ(client.seen().fallback_reason, FallbackReason::none);
  EXPECT_FALSE(client.seen().probing);
  EXPECT_EQ(client.seen().status_text, "4");
  EXPECT_THAT(client.taken(), ElementsAre("cancel"));
  client.advance(40s);
  EXPECT_THAT(client.taken(), Not(Contains("get")));
}

TEST(Probe, one_that_takes_over_between_two_polls_calls_the_next_one_off) {
  Client client = fallen_back();
  double sequence = 0;
  poll_for(client, 30s, sequence);
  client.answer(status_at(++sequence));
  (void)client.taken();
  client.stream_sends(status_at(++sequence));
  client.advance(40s);
  EXPECT_EQ(client.state(), State::open);
  EXPECT_THAT(client.taken(), IsEmpty());
}

TEST(Probe, a_heartbeat_is_an_event_too) {
  Client client = fallen_back();
  client.answer(status_at(1));
  client.advance(30s);
  client.stream_beats();
  EXPECT_EQ(client.state(), State::open);
}

TEST(Probe, one_that_says_nothing_of_use_does_not_stop_the_polls) {
  Client client = fallen_back();
  double sequence = 0;
  poll_for(client, 30s, sequence);
  client.send(event::StreamAlive{client.stream(), event::StreamAlive::Sign::unreadable});
  EXPECT_EQ(client.state(), State::polling);
  EXPECT_EQ(client.seen().metrics.rejected, 1);
}

TEST(Probe, one_that_opens_but_delivers_nothing_is_given_up) {
  Client client = fallen_back();
  double sequence = 0;
  poll_for(client, 30s, sequence);
  client.stream_opens();
  poll_for(client, 10s, sequence);
  EXPECT_FALSE(client.seen().probing);
  EXPECT_EQ(client.state(), State::polling);
  EXPECT_EQ(client.streams_open(), 0);
}

TEST(Probe, one_that_takes_over_and_dies_young_leads_straight_back_to_polling) {
  Client client = fallen_back();
  client.answer(status_at(1));
  client.advance(30s);
  client.stream_sends(status_at(2));
  ASSERT_EQ(client.state(), State::open);
  client.advance(5s);
  (void)client.taken();
  client.stream_fails();
  EXPECT_EQ(client.state(), State::polling);
  EXPECT_THAT(client.taken(), ElementsAre("close", "get"));
}

TEST(Probe, one_that_proves_itself_restores_the_full_budget) {
  Client client = fallen_back();
  client.answer(status_at(1));
  client.advance(30s);
  client.stream_sends(status_at(2));
  client.advance(10s);
  client.stream_fails();
  EXPECT_EQ(client.state(), State::backoff);
  EXPECT_EQ(client.seen().attempt, 2);
}

TEST(Probe, a_final_status_by_probe_ends_everything) {
  Client client = fallen_back();
  client.answer(status_at(1));
  client.advance(30s);
  client.stream_sends(final_status(9));
  EXPECT_EQ(client.state(), State::closed);
  EXPECT_EQ(client.streams_open(), 0);
  EXPECT_EQ(client.until_deadline(), std::nullopt);
}

TEST(Probe, waking_does_not_break_a_retry_after) {
  Client client = fallen_back();
  client.refuse(503, 100s);
  (void)client.taken();
  client.send(event::Wake{});
  EXPECT_THAT(client.taken(), IsEmpty());
}

TEST(Probe, waits_for_the_end_of_retry_after) {
  Client client = fallen_back();
  client.refuse(503, 100s);
  (void)client.taken();
  client.advance(99'999ms);
  EXPECT_THAT(client.taken(), IsEmpty());
  client.advance(1ms);
  EXPECT_THAT(client.taken(), testing::UnorderedElementsAre("get", "open"));
}

}  // namespace
}  // namespace tss::test
