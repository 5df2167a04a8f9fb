// Late and foreign answers to status requests.
#include <gmock/gmock.h>

#include "client.hpp"

namespace tss::test {
namespace {

TEST(Request, an_answer_that_comes_after_the_time_out_changes_nothing) {
  Client client;
  client.start({.can_stream = false});
  const Generation late = client.request();
  client.advance(10s);
  ASSERT_EQ(client.seen().problem, Problem::unreachable);
  const Status status = status_at(5);
  client.send(event::ResponseStatus{late, &status});
  EXPECT_EQ(client.seen().status_text, "");
  client.send(event::ResponseFailed{late, {.http_status = 404}});
  EXPECT_EQ(client.state(), State::polling);
}

TEST(Request, a_late_poll_that_says_less_does_not_undo_what_the_stream_brought) {
  Client client({.probe_jitter = 0});
  client.start();
  fail_streams(client, 3);
  client.answer(status_at(1, 10));
  client.advance(30s);
  const Generation poll = client.request();
  client.stream_sends(status_at(9, 90));
  const Status less = status_at(8, 80);
  client.send(event::ResponseStatus{poll, &less});
  EXPECT_EQ(client.seen().status_text, "9");
}

TEST(Request, counts_requests_and_what_became_of_them) {
  Client client;
  client.start({.can_stream = false});
  client.answer(status_at(1));
  client.advance(3s);
  client.refuse(500);
  client.advance(6s);
  client.answer(status_at(1));
  const Metrics metrics = client.seen().metrics;
  EXPECT_EQ(metrics.status_requests, 3);
  EXPECT_EQ(metrics.status_failures, 1);
  EXPECT_EQ(metrics.updates, 1);
  EXPECT_EQ(metrics.outdated, 1);
}

}  // namespace
}  // namespace tss::test
