// What the user sees never runs backwards, and what is final stays.
#include <gmock/gmock.h>

#include "client.hpp"

namespace tss::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Client open_client() {
  Client client;
  client.start();
  client.stream_opens();
  return client;
}

TEST(Order, AC_1_1_4_a_terminal_status_closes_everything_and_no_request_follows) {
  for (const JobWord word : {JobWord::completed, JobWord::failed, JobWord::cancelled}) {
    Client client = open_client();
    (void)client.taken();
    client.stream_sends(final_status(3, word));
    EXPECT_EQ(client.state(), State::closed);
    EXPECT_EQ(client.seen().mode, Mode::none);
    EXPECT_THAT(client.taken(), ElementsAre("close"));
    EXPECT_EQ(client.until_deadline(), std::nullopt);
    client.sleep(std::chrono::hours{1});
    client.send(event::Wake{});
    client.send(event::Offline{});
    client.send(event::Online{});
    client.send(event::Retry{});
    EXPECT_EQ(client.state(), State::closed);
    EXPECT_THAT(client.taken(), IsEmpty());
    EXPECT_FALSE(client.seen().stale);
    EXPECT_EQ(client.seen().problem, Problem::none);
  }
}

TEST(Order, an_older_status_never_replaces_a_newer_one) {
  Client client = open_client();
  client.stream_sends(status_at(5, 50));
  client.stream_sends(status_at(4, 40));
  client.stream_sends(status_at(5, 50));
  EXPECT_EQ(client.seen().status_text, "5");
  EXPECT_EQ(client.seen().metrics.updates, 1);
  EXPECT_EQ(client.seen().metrics.outdated, 2);
}

TEST(Order, progress_never_runs_backwards_within_an_attempt_of_the_job) {
  Client client = open_client();
  client.stream_sends(status_at(1, 60));
  client.stream_sends(status_at(2, 55));
  EXPECT_EQ(client.seen().status_text, "2");
  EXPECT_EQ(client.seen().progress, 60);
  Status again = status_at(3, 5);
  again.attempt = 2;
  client.stream_sends(again);
  EXPECT_EQ(client.seen().progress, 5);
}

TEST(Order, is_stale_while_nothing_brings_updates) {
  Client client = open_client();
  client.stream_sends(status_at(1));
  EXPECT_FALSE(client.seen().stale);
  client.stream_fails();
  EXPECT_TRUE(client.seen().stale);
}

}  // namespace
}  // namespace tss::test
