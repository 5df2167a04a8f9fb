// Streams that come as bytes, and where the next one resumes.
#include <gmock/gmock.h>

#include <string>
#include <string_view>

#include "tss/core.hpp"

namespace tss::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using Records = std::vector<EffectRecord>;

constexpr double kStart = 1'000;
constexpr double kLater = kStart + 60'000;

std::string status_json(int sequence, const std::string& word = "processing") {
  return R"({"session_id":"s","epoch":"e","sequence":)" + std::to_string(sequence) +
         R"(,"attempt":1,"status":")" + word + R"(","progress":50,"message":"m","timestamp":"t"})";
}

std::string status_frame(int sequence, const std::string& fields = {}) {
  return fields + "event: status\ndata: " + status_json(sequence) + "\n\n";
}

std::vector<EffectType> types(const Records& effects) {
  std::vector<EffectType> found;
  for (const EffectRecord& effect : effects) {
    found.push_back(effect.type);
  }
  return found;
}

class CoreStreamTest : public testing::Test {
 protected:
  CoreStreamTest() : core_({.max_frame_bytes = 1'000}, 1) {
    generation_ = core_.start({.can_stream = true}, "", kStart).front().generation;
  }

  Records bytes(std::string_view text) { return bytes_of(generation_, text); }

  Records bytes_of(double generation, std::string_view text) {
    return core_.dispatch({.type = EventType::stream_bytes, .generation = generation, .text = text},
                          kStart);
  }

  /// Another stream is opened in the place of this one.
  EffectRecord reopened() { return opened_by({.type = EventType::retry}); }

  /// The stream breaks off, the bridge is answered with `body`, another stream is opened.
  EffectRecord reopened_after(const std::string& body) {
    const auto asked =
        core_.dispatch({.type = EventType::stream_failed, .generation = generation_}, kStart);
    (void)core_.dispatch({.type = EventType::response,
                          .generation = asked[1].generation,
                          .text = body,
                          .http_status = 200},
                         kStart);
    return opened_by({.type = EventType::tick});
  }

  [[nodiscard]] std::string shown() const { return core_.snapshot(kLater).status_text; }
  [[nodiscard]] State state() const { return core_.snapshot(kLater).state; }

 private:
  EffectRecord opened_by(const EventRecord& event) {
    for (const EffectRecord& effect : core_.dispatch(event, kLater)) {
      if (effect.type == EffectType::open_stream) {
        generation_ = effect.generation;
        return effect;
      }
    }
    ADD_FAILURE() << "no stream was opened";
    return {};
  }

 protected:
  Core core_;
  double generation_ = 0;
};

TEST_F(CoreStreamTest, bytes_are_read_like_the_events_in_them) {
  EXPECT_THAT(types(bytes("event: status\ndata: " + status_json(1) + "\r")), IsEmpty());
  EXPECT_THAT(types(bytes("\n\r")), ElementsAre(EffectType::publish));
  EXPECT_EQ(shown(), status_json(1));
  EXPECT_EQ(state(), State::open);
  (void)bytes("\ndata: " + status_json(2) + "\n\n");
  EXPECT_EQ(shown(), status_json(2));
}

TEST_F(CoreStreamTest, all_events_of_one_chunk_are_heard_in_order) {
  const auto effects = bytes(status_frame(1) + "data: soon\n\n" + status_frame(3));
  EXPECT_THAT(types(effects), ElementsAre(EffectType::publish, EffectType::publish,
                                          EffectType::report, EffectType::publish));
  EXPECT_EQ(effects[2].complaint, Complaint::not_json);
  EXPECT_EQ(effects[2].generation, generation_);
  EXPECT_EQ(shown(), status_json(3));
}

TEST_F(CoreStreamTest, nothing_is_read_behind_a_terminal_status) {
  const auto effects = bytes("data: " + status_json(1, "completed") + "\n\n" + "data: soon\n\n");
  EXPECT_THAT(types(effects), ElementsAre(EffectType::close_stream, EffectType::publish));
  EXPECT_THAT(bytes("data: soon\n\n"), IsEmpty());
  EXPECT_EQ(shown(), status_json(1, "completed"));
}

TEST_F(CoreStreamTest, bytes_of_another_stream_change_nothing) {
  const double old = generation_;
  (void)bytes("event: status\ndata: " + status_json(1));
  (void)reopened();
  EXPECT_THAT(bytes_of(old, "\n\n" + status_frame(2)), IsEmpty());
  EXPECT_THAT(bytes("\n\n"), IsEmpty()) << "a new stream starts with its own first byte";
  EXPECT_EQ(shown(), "");
}

TEST_F(CoreStreamTest, bytes_are_not_read_before_there_is_a_stream) {
  Core idle({}, 1);
  EXPECT_THAT(idle.dispatch({.type = EventType::stream_bytes, .text = "data: soon\n\n"}, kStart),
              IsEmpty());
}

TEST_F(CoreStreamTest, a_frame_beyond_the_limit_is_reported_counted_and_no_sign_of_life) {
  (void)bytes(status_frame(1));
  const double deadline = core_.next_deadline();
  const auto effects = core_.dispatch({.type = EventType::stream_bytes,
                                       .generation = generation_,
                                       .text = "data: " + std::string(1'000, 'x')},
                                      kStart + 5'000);
  ASSERT_THAT(types(effects), ElementsAre(EffectType::publish, EffectType::report));
  EXPECT_EQ(effects.back().complaint, Complaint::too_large);
  EXPECT_EQ(core_.snapshot(kStart).metrics.rejected, 1);
  EXPECT_EQ(core_.next_deadline(), deadline);
  EXPECT_THAT(types(bytes("x\n\n" + status_frame(2))), ElementsAre(EffectType::publish));
  EXPECT_EQ(shown(), status_json(2));
}

TEST_F(CoreStreamTest, resumes_at_the_id_that_the_stream_named_last) {
  (void)bytes(status_frame(1, "id: a\n") + "id: b\n\nid: c\n");
  EXPECT_EQ(reopened().text, "b");
}

TEST_F(CoreStreamTest, a_resumed_stream_starts_from_the_id_that_it_was_asked_for) {
  (void)bytes(status_frame(1, "id: a\n"));
  (void)reopened();
  (void)bytes(status_frame(2));
  EXPECT_EQ(reopened().text, "a");
}

TEST_F(CoreStreamTest, resumes_at_the_newest_status_if_a_request_brought_it) {
  (void)bytes(status_frame(1, "id: a\n"));
  EXPECT_EQ(reopened_after(status_json(2)).text, "e-2");
  (void)bytes("event: heartbeat\ndata: {}\n\n");
  EXPECT_EQ(reopened().text, "e-2");
}

TEST_F(CoreStreamTest, an_answer_that_is_not_newer_does_not_move_the_resumption) {
  (void)bytes(status_frame(1, "id: a\n"));
  EXPECT_EQ(reopened_after(status_json(1)).text, "a");
}

TEST_F(CoreStreamTest, does_not_send_back_an_id_that_no_address_or_header_can_hold) {
  for (const std::string& id : {std::string(257, 'x'), std::string("a\tb"), std::string("\x7f")}) {
    SCOPED_TRACE(id);
    (void)bytes(status_frame(1, "id: " + id + "\n"));
    EXPECT_EQ(reopened().text, "e-1");
  }
}

TEST_F(CoreStreamTest, resumes_native_streams_at_the_id_of_their_last_event) {
  (void)core_.dispatch({.type = EventType::stream_message,
                        .generation = generation_,
                        .name = "status",
                        .text = status_json(1),
                        .id = std::string(256, 'x')},
                       kStart);
  EXPECT_EQ(reopened().text, std::string(256, 'x'));
}

TEST_F(CoreStreamTest, the_reconnection_time_that_the_server_asks_for_is_the_base_of_the_backoff) {
  (void)bytes("retry: 8000\n");
  (void)core_.dispatch({.type = EventType::stream_failed, .generation = generation_}, kStart);
  EXPECT_GE(core_.snapshot(kStart).next_attempt_at_ms, kStart + 4'000);
  EXPECT_LE(core_.snapshot(kStart).next_attempt_at_ms, kStart + 8'000);
}

}  // namespace
}  // namespace tss::test
