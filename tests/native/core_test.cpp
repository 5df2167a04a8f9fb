// Records in, records out: what the shell sees.
#include "tss/core.hpp"

#include <gmock/gmock.h>

#include <cmath>
#include <string>
#include <string_view>

namespace tss::test {
namespace {

using testing::ElementsAre;

constexpr double kStart = 1'000;

std::string status_json(int sequence, const std::string& word = "processing") {
  return R"({"session_id":"s","epoch":"e","sequence":)" + std::to_string(sequence) +
         R"(,"attempt":1,"status":")" + word + R"(","progress":50,"message":"m","timestamp":"t"})";
}

std::vector<EffectType> types(const std::vector<EffectRecord>& effects) {
  std::vector<EffectType> found;
  for (const EffectRecord& effect : effects) {
    found.push_back(effect.type);
  }
  return found;
}

class CoreTest : public testing::Test {
 protected:
  CoreTest() : core_({}, 1) {
    generation_ = core_.start({.can_stream = true}, "", kStart).front().generation;
  }

  std::vector<EffectRecord> message(std::string_view name, std::string_view text) {
    return core_.dispatch(
        {.type = EventType::stream_message, .generation = generation_, .name = name, .text = text},
        kStart + 1);
  }

  Core core_;
  double generation_ = 0;
};

TEST_F(CoreTest, a_status_event_and_an_unnamed_event_are_both_read_as_status) {
  (void)message("status", status_json(1));
  EXPECT_EQ(core_.snapshot(kStart).status_text, status_json(1));
  (void)message("message", status_json(2));
  EXPECT_EQ(core_.snapshot(kStart).status_text, status_json(2));
}

TEST_F(CoreTest, an_event_with_another_name_is_a_sign_of_life_and_no_more) {
  EXPECT_THAT(types(message("error", status_json(1))), ElementsAre(EffectType::publish));
  EXPECT_EQ(core_.snapshot(kStart).state, State::open);
  EXPECT_EQ(core_.snapshot(kStart).status_text, "");
}

TEST_F(CoreTest, a_frame_that_is_no_status_is_reported_counted_and_skipped) {
  (void)message("status", status_json(1));
  const auto effects = message("status", R"({"session_id":"s"})");
  ASSERT_THAT(types(effects), ElementsAre(EffectType::publish, EffectType::report));
  EXPECT_EQ(effects.back().complaint, Complaint::missing_field);
  EXPECT_EQ(effects.back().text, "epoch");
  EXPECT_EQ(core_.snapshot(kStart).status_text, status_json(1));
  EXPECT_EQ(core_.snapshot(kStart).metrics.rejected, 1);
}

TEST_F(CoreTest, an_unknown_word_is_reported_and_shown) {
  const auto effects = message("status", status_json(1, "paused"));
  EXPECT_EQ(effects.back().complaint, Complaint::unknown_word);
  EXPECT_EQ(core_.snapshot(kStart).status_text, status_json(1, "paused"));
}

TEST_F(CoreTest, a_close_event_is_understood_and_a_broken_one_is_reported) {
  EXPECT_EQ(message("close", "soon").back().complaint, Complaint::not_json);
  EXPECT_EQ(core_.snapshot(kStart).state, State::open);
  (void)message("close", R"({"reason":"shutdown","reconnect":true,"retry_after_ms":100})");
  EXPECT_EQ(core_.snapshot(kStart).state, State::backoff);
  EXPECT_EQ(core_.next_deadline(), kStart + 1 + 100);
}

TEST_F(CoreTest, a_good_answer_is_a_status_and_a_bad_body_a_failed_request) {
  const auto request =
      core_.dispatch({.type = EventType::stream_failed, .generation = generation_}, kStart);
  ASSERT_THAT(types(request), ElementsAre(EffectType::close_stream, EffectType::request_status,
                                          EffectType::publish));
  const double asked = request[1].generation;
  const auto effects = core_.dispatch(
      {.type = EventType::response, .generation = asked, .text = "<html>", .http_status = 200},
      kStart);
  EXPECT_EQ(effects.back().complaint, Complaint::not_json);
  EXPECT_EQ(core_.snapshot(kStart).metrics.status_failures, 1);
  EXPECT_EQ(core_.snapshot(kStart).state, State::backoff);
}

TEST_F(CoreTest, retry_after_reaches_the_machine) {
  const auto request =
      core_.dispatch({.type = EventType::stream_failed, .generation = generation_}, kStart);
  (void)core_.dispatch({.type = EventType::response,
                        .generation = request[1].generation,
                        .http_status = 503,
                        .retry_after_ms = 7'000},
                       kStart);
  EXPECT_EQ(core_.next_deadline(), kStart + 7'000);
}

TEST_F(CoreTest, what_an_old_stream_still_says_is_not_reported) {
  const double old = generation_;
  (void)core_.dispatch({.type = EventType::stream_failed, .generation = old}, kStart);
  EXPECT_THAT(message("status", "<html>"), testing::IsEmpty());
}

TEST_F(CoreTest, a_newer_status_alone_is_not_urgent_and_every_other_change_is) {
  EXPECT_TRUE(message("status", status_json(1)).back().urgent);  // connecting → open
  EXPECT_FALSE(message("status", status_json(2)).back().urgent);
  const auto effects = message("status", status_json(3, "completed"));
  EXPECT_EQ(effects.back().type, EffectType::publish);
  EXPECT_TRUE(effects.back().urgent);
}

TEST_F(CoreTest, counts_the_bytes_of_events_and_bodies) {
  (void)message("heartbeat", "{}");
  EXPECT_EQ(core_.snapshot(kStart).metrics.bytes, 11);
}

TEST_F(CoreTest, a_heartbeat_tells_the_servers_clock) {
  (void)message("heartbeat", R"({"timestamp":"2026-01-01T12:00:15.000Z"})");
  EXPECT_EQ(core_.snapshot(kStart).metrics.latency.clock_offset_ms,
            1'767'268'815'000 - (kStart + 1) + 0.5);
}

TEST(CoreStart, a_status_known_from_another_tab_is_shown_and_resumed_from) {
  Core core({}, 1);
  const auto effects = core.start({.can_stream = true}, status_json(41), kStart);
  EXPECT_THAT(types(effects), ElementsAre(EffectType::open_stream, EffectType::publish));
  EXPECT_EQ(effects.front().text, "e-41");
  EXPECT_EQ(core.snapshot(kStart).status_text, status_json(41));
  (void)core.dispatch({.type = EventType::stream_message,
                       .generation = effects.front().generation,
                       .name = "status",
                       .text = status_json(40)},
                      kStart);
  EXPECT_EQ(core.snapshot(kStart).status_text, status_json(41));
}

TEST(CoreStart, a_known_end_needs_no_connection) {
  Core core({}, 1);
  const auto effects = core.start({.can_stream = true}, status_json(9, "completed"), kStart);
  EXPECT_THAT(types(effects), ElementsAre(EffectType::publish));
  EXPECT_EQ(core.snapshot(kStart).state, State::closed);
}

TEST(CoreStart, a_known_status_that_cannot_be_read_is_no_status) {
  Core core({}, 1);
  (void)core.start({.can_stream = true}, "{", kStart);
  EXPECT_EQ(core.snapshot(kStart).state, State::connecting);
  EXPECT_EQ(core.snapshot(kStart).status_text, "");
}

TEST_F(CoreTest, resumes_by_event_id) {
  (void)message("status", status_json(41));
  (void)core_.dispatch({.type = EventType::stream_failed, .generation = generation_}, kStart);
  const auto effects = core_.dispatch({.type = EventType::tick}, kStart + 1'000);
  ASSERT_EQ(effects.front().type, EffectType::open_stream);
  EXPECT_EQ(effects.front().text, "e-41");
}

TEST_F(CoreTest, disposing_ends_at_once_and_releasing_after_a_grace) {
  EXPECT_THAT(types(core_.dispatch({.type = EventType::release}, kStart)), testing::IsEmpty());
  EXPECT_EQ(core_.next_deadline(), kStart + 250);
  EXPECT_THAT(types(core_.dispatch({.type = EventType::dispose}, kStart)),
              ElementsAre(EffectType::close_stream, EffectType::publish, EffectType::finish));
  EXPECT_TRUE(std::isinf(core_.next_deadline()));
}

}  // namespace
}  // namespace tss::test
