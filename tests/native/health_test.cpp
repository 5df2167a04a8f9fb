// What the connection has been through, as the snapshot tells it.
#include <gmock/gmock.h>

#include <cmath>

#include "client.hpp"

namespace tss::test {
namespace {

Metrics metrics_of(const Client& client) { return client.seen().metrics; }

/// A status that the server made when its clock showed `made_ms`.
Status made_at(double sequence, double made_ms) {
  Status status = status_at(sequence);
  status.made_ms = made_ms;
  return status;
}

TEST(Health, tells_the_time_in_each_state_and_the_share_in_which_updates_came) {
  Client client({.backoff_jitter_floor = 1});
  client.start();
  client.advance(100ms);
  client.stream_opens();
  client.stream_sends(status_at(1));
  client.advance(15s);
  client.stream_fails();
  client.advance(1s);
  client.stream_opens();
  client.advance(3'900ms);
  const Metrics metrics = metrics_of(client);
  EXPECT_EQ(metrics.time_in.connecting, 100);
  EXPECT_EQ(metrics.time_in.open, 18'900);
  EXPECT_EQ(metrics.time_in.backoff, 1'000);
  EXPECT_DOUBLE_EQ(metrics.uptime_ratio, 18'900.0 / 20'000.0);
}

TEST(Health, polls_that_are_answered_count_as_connected_and_offline_does_not) {
  Client client;
  client.start({.transport = TransportChoice::polling});
  client.answer(status_at(1));
  client.advance(3s);
  client.send(event::Offline{});
  client.advance(1s);
  const Metrics metrics = metrics_of(client);
  EXPECT_EQ(metrics.time_in.polling, 3'000);
  EXPECT_EQ(metrics.time_in.suspended, 1'000);
  EXPECT_DOUBLE_EQ(metrics.uptime_ratio, 0.75);
}

TEST(Health, time_stands_still_after_the_end) {
  Client client;
  client.start();
  client.advance(1s);
  client.stream_sends(final_status(1));
  client.advance(1h);
  EXPECT_EQ(metrics_of(client).time_in.connecting, 1'000);
  EXPECT_EQ(metrics_of(client).time_in.open, 0);
}

TEST(Health, counts_connects_disconnects_and_reconnects) {
  Client client;
  client.start();
  client.stream_fails();
  client.advance(client.until_next_attempt());
  client.stream_opens();
  client.stream_closes({.reconnect = true});
  client.advance(client.until_next_attempt());
  client.stream_opens();
  const Metrics metrics = metrics_of(client);
  EXPECT_EQ(metrics.streams_opened, 3);
  EXPECT_EQ(metrics.connects, 2);
  EXPECT_EQ(metrics.disconnects, 1);
  EXPECT_EQ(metrics.reconnects, 1);
  EXPECT_EQ(metrics.planned_closes, 1);
  EXPECT_EQ(metrics.status_requests, 1);
  EXPECT_EQ(metrics.requests, 4);
}

TEST(Health, counts_failures_by_cause) {
  Client client;
  client.start();
  client.stream_fails();
  client.advance(client.until_next_attempt());
  client.advance(10s);
  client.advance(client.until_next_attempt());
  client.stream_opens();
  client.stream_fails();
  StreamFailures failures = metrics_of(client).failures;
  EXPECT_EQ(failures.error, 1);
  EXPECT_EQ(failures.connect_timeout, 1);
  EXPECT_EQ(failures.died_young, 1);
  client.send(event::Retry{});
  client.stream_opens();
  client.advance(45s);
  client.advance(client.until_next_attempt());
  client.stream_refused(200);
  failures = metrics_of(client).failures;
  EXPECT_EQ(failures.silence, 1);
  EXPECT_EQ(failures.refused, 1);
}

// The server's clock shows `server` when the client's shows zero.
constexpr double kServer = 1'767'268'800'000;

/// Connected over a network that takes 10 ms each way.
struct Connected {
  Connected() {
    client.start();
    client.advance(20ms);
    client.stream_opens();
    client.stream_sends(made_at(1, server_now() - 600'000));
  }
  [[nodiscard]] double server_now() const {
    return kServer + client.now().time_since_epoch().count();
  }
  /// A status made now arrives after `delay`.
  void update_after(Millis delay) {
    const Status status = made_at(++sequence, server_now());
    client.advance(delay);
    client.stream_sends(status);
  }
  void beat_after(Millis delay) {
    const double sent_ms = server_now();
    client.advance(delay);
    client.send(event::StreamAlive{client.stream(), event::StreamAlive::Sign::heartbeat, sent_ms});
  }
  Client client;
  double sequence = 1;
};

TEST(UpdateLatency, AC_4_1_1_is_measured_against_the_quickest_message_whatever_the_clocks_show) {
  Connected connected;
  connected.beat_after(10ms);
  connected.update_after(10ms);
  Latency latency = metrics_of(connected.client).latency;
  EXPECT_DOUBLE_EQ(latency.last_ms, 10);
  EXPECT_DOUBLE_EQ(latency.uncertainty_ms, 10);
  EXPECT_DOUBLE_EQ(latency.clock_offset_ms, kServer);
  connected.update_after(250ms);
  latency = metrics_of(connected.client).latency;
  EXPECT_DOUBLE_EQ(latency.last_ms, 250);
  EXPECT_EQ(latency.up_to_10, 1);
  EXPECT_EQ(latency.up_to_250, 1);
}

TEST(UpdateLatency, counts_each_update_in_one_bucket) {
  Connected connected;
  connected.beat_after(10ms);
  for (const Millis delay : {20ms, 40ms, 80ms, 200ms, 900ms, 2'500ms, 4'000ms, 9'000ms}) {
    connected.update_after(delay);
  }
  const Latency latency = metrics_of(connected.client).latency;
  EXPECT_EQ(latency.up_to_10, 0);
  EXPECT_EQ(latency.up_to_25, 1);
  EXPECT_EQ(latency.up_to_50, 1);
  EXPECT_EQ(latency.up_to_100, 1);
  EXPECT_EQ(latency.up_to_250, 1);
  EXPECT_EQ(latency.up_to_1000, 1);
  EXPECT_EQ(latency.up_to_3000, 1);
  EXPECT_EQ(latency.over_3000, 2);
}

TEST(UpdateLatency, the_first_status_of_a_connection_is_no_update) {
  const Connected connected;
  EXPECT_TRUE(std::isnan(metrics_of(connected.client).latency.last_ms));
  EXPECT_TRUE(std::isnan(metrics_of(connected.client).latency.clock_offset_ms));
}

TEST(UpdateLatency, of_polls_is_measured_once_a_stream_has_shown_the_servers_clock) {
  Connected connected;
  connected.beat_after(10ms);
  Client& client = connected.client;
  const double made_ms = connected.server_now();
  fail_streams(client, 3);
  client.advance(2s);
  client.answer(made_at(2, made_ms));
  EXPECT_GT(metrics_of(client).latency.last_ms, 2'000);
}

TEST(UpdateLatency, a_long_absence_voids_what_was_learnt_of_the_clocks) {
  Connected connected;
  connected.beat_after(10ms);
  connected.client.send(event::Wake{.away = 1h});
  EXPECT_TRUE(std::isnan(metrics_of(connected.client).latency.clock_offset_ms));
}

TEST(UpdateLatency, a_servers_clock_that_is_set_back_is_believed_after_a_while) {
  Connected connected;
  connected.beat_after(10ms);
  for (int i = 0; i < 16; ++i) {
    const double sent_ms = connected.server_now() - 5'000;
    connected.client.advance(10ms);
    connected.client.send(event::StreamAlive{connected.client.stream(),
                                             event::StreamAlive::Sign::heartbeat, sent_ms});
  }
  EXPECT_DOUBLE_EQ(metrics_of(connected.client).latency.clock_offset_ms, kServer - 5'000);
}

}  // namespace
}  // namespace tss::test
