// Streams that are open and dead.
#include "tss/silence.hpp"

#include <gmock/gmock.h>

#include "client.hpp"

namespace tss::test {
namespace {

Client open_client(const Policy& policy = {}) {
  Client client(policy);
  client.start();
  client.stream_opens();
  return client;
}

TEST(Silence, a_stream_without_an_event_for_forty_five_seconds_has_failed) {
  Client client = open_client();
  client.advance(44'999ms);
  EXPECT_EQ(client.state(), State::open);
  client.advance(1ms);
  EXPECT_EQ(client.state(), State::backoff);
}

TEST(Silence, a_status_or_a_heartbeat_starts_the_wait_anew) {
  Client client = open_client();
  client.advance(40s);
  client.stream_beats();
  client.advance(40s);
  client.stream_sends(status_at(1));
  client.advance(40s);
  EXPECT_EQ(client.state(), State::open);
}

TEST(Silence, what_cannot_be_understood_is_counted_and_is_no_sign_of_life) {
  Client client = open_client();
  for (int second = 0; second < 45; ++second) {
    EXPECT_EQ(client.state(), State::open);
    client.send(event::StreamAlive{client.stream(), event::StreamAlive::Sign::unreadable});
    client.send(event::StreamAlive{client.stream(), event::StreamAlive::Sign::unknown});
    client.advance(1s);
  }
  EXPECT_EQ(client.state(), State::backoff);
  EXPECT_EQ(client.seen().metrics.rejected, 45);
}

TEST(Silence, a_proxy_that_swallows_all_but_the_first_status_leads_to_fallback) {
  Client client = open_client();
  client.stream_sends(status_at(1));
  client.advance(45s);
  ASSERT_EQ(client.seen().attempt, 2);
  for (int i = 0; i < 2; ++i) {
    client.advance(client.until_next_attempt());
    client.stream_sends(status_at(2 + i));
    client.advance(45s);
  }
  EXPECT_EQ(client.state(), State::polling);
}

TEST(Silence, heartbeats_that_were_held_up_and_arrive_together_do_no_harm) {
  Client client = open_client();
  client.stream_sends(status_at(1));
  client.stream_beats();
  client.advance(15s);
  client.stream_beats();
  client.advance(30s);
  client.stream_beats();
  client.stream_beats();
  client.advance(15s);
  EXPECT_EQ(client.state(), State::open);
}

TEST(Silence, two_heartbeats_then_silence_is_noticed_after_three_cadences) {
  Client client = open_client();
  client.stream_sends(status_at(1));
  client.stream_beats();
  client.advance(5s);
  client.stream_beats();
  client.advance(14'999ms);
  EXPECT_EQ(client.state(), State::open);
  client.advance(1ms);
  EXPECT_EQ(client.state(), State::backoff);
}

TEST(Silence, three_failures_by_silence_lead_to_fallback_that_says_so) {
  Client client = open_client();
  client.advance(45s);
  for (int i = 0; i < 2; ++i) {
    client.advance(2s);
    client.stream_opens();
    client.advance(45s);
  }
  EXPECT_EQ(client.state(), State::polling);
  EXPECT_EQ(client.seen().fallback_reason, FallbackReason::silence);
}

TEST(Silence, the_cadence_is_clamped_on_both_sides) {
  const Policy policy;
  const Instant start{Millis{5}};
  Silence quick;
  quick.hear_heartbeat(start);
  EXPECT_EQ(quick.limit(policy), Millis{45'000});
  quick.hear_heartbeat(start + 100ms);
  EXPECT_EQ(quick.limit(policy), Millis{6'000});
  quick.hear_heartbeat(start + 101ms);
  EXPECT_EQ(quick.limit(policy), Millis{6'000});
  Silence slow;
  slow.hear_heartbeat(start);
  slow.hear_heartbeat(start + 60s);
  EXPECT_EQ(slow.limit(policy), Millis{45'000});
}

TEST(Silence, a_limit_below_the_floor_is_the_limit) {
  const Policy policy{.silence_ms = 2'000};
  Silence silence;
  silence.hear_heartbeat(Instant{});
  silence.hear_heartbeat(Instant{Millis{10}});
  EXPECT_EQ(silence.limit(policy), Millis{2'000});
}

}  // namespace
}  // namespace tss::test
