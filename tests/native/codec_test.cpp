// What is a status, and what is refused and why.
#include <gmock/gmock.h>

#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "tss/status_codec.hpp"

namespace tss::test {
namespace {

using nlohmann::json;

json valid() {
  return json::parse(R"({
    "session_id": "s", "epoch": "5f3a", "sequence": 17, "attempt": 1, "status": "processing",
    "progress": 75, "message": "Analyzing speech patterns...",
    "timestamp": "2026-01-01T12:00:00.000Z",
    "estimated_completion": "2026-01-01T12:02:00.000Z", "error": null,
    "statistics": {"audio_seconds": 60, "processed_seconds": 45, "segments_done": 3,
                   "segments_total": 4, "words": 120, "realtime_factor": 0.4}})");
}

Status accepted(const std::string& text) {
  Status status;
  EXPECT_FALSE(decode_status(text, {}, status)) << text;
  return status;
}

void expect_refused(const std::string& text, Complaint why, std::string_view field = {}) {
  Status status{.epoch = "as it was"};
  const auto refused = decode_status(text, {}, status);
  ASSERT_TRUE(refused) << text;
  EXPECT_EQ(status.epoch, "as it was") << text;
  EXPECT_EQ(refused->why, why) << text;
  EXPECT_EQ(refused->field, field) << text;
}

/// What a `close` event says, if it says anything.
std::optional<CloseNotice> notice_of(std::string_view text) {
  CloseNotice notice;
  return decode_close(text, {}, notice) ? std::nullopt : std::optional{notice};
}

std::string with(std::string_view field, json value) {
  json status = valid();
  status[field] = std::move(value);
  return status.dump();
}

std::string without(std::string_view field) {
  json status = valid();
  status.erase(std::string(field));
  return status.dump();
}

TEST(Codec, AC_2_1_5_reads_the_status_of_the_wire) {
  const std::string text = valid().dump();
  const Status status = accepted(text);
  EXPECT_EQ(status.epoch, "5f3a");
  EXPECT_EQ(status.sequence, 17);
  EXPECT_EQ(status.attempt, 1);
  EXPECT_EQ(status.word, JobWord::processing);
  EXPECT_EQ(status.progress, 75);
  EXPECT_EQ(status.text, text);
}

TEST(Codec, knows_the_five_words_and_takes_others_as_unknown) {
  EXPECT_EQ(accepted(with("status", "queued")).word, JobWord::queued);
  EXPECT_EQ(accepted(with("status", "completed")).word, JobWord::completed);
  EXPECT_EQ(accepted(with("status", "failed")).word, JobWord::failed);
  EXPECT_EQ(accepted(with("status", "cancelled")).word, JobWord::cancelled);
  EXPECT_EQ(accepted(with("status", "paused")).word, JobWord::unknown);
  EXPECT_EQ(accepted(with("status", "")).word, JobWord::unknown);
}

TEST(Codec, keeps_unknown_fields_whatever_they_hold) {
  for (const auto& value : {json(1), json("x"), json::array({1, "epoch", nullptr}),
                            json::object({{"epoch", 7}, {"progress", "no"}})}) {
    EXPECT_EQ(accepted(with("something_new", value)).epoch, "5f3a");
  }
}

TEST(Codec, names_inside_other_objects_are_not_taken_for_the_status_own) {
  const Status status = accepted(
      with("extra", json::array({json::object({{"sequence", 99}, {"status", "failed"}})})));
  EXPECT_EQ(status.sequence, 17);
  EXPECT_EQ(status.word, JobWord::processing);
}

TEST(Codec, refuses_what_is_not_json) {
  for (const std::string text : {"", " ", "{", "<!doctype html>", "{\"a\":}", "nul", "{}{}",
                                 "\"\\x\"", "{\"a\":1,}", "\x80", "{\"a\":\"\x01\"}"}) {
    expect_refused(text, Complaint::not_json);
  }
}

TEST(Codec, refuses_what_the_parser_would_forgive_and_json_parse_would_not) {
  expect_refused("\xEF\xBB\xBF" + valid().dump(), Complaint::not_json);
  expect_refused(valid().dump() + std::string(1, '\0'), Complaint::not_json);
  expect_refused(valid().dump() + std::string("\0garbage", 8), Complaint::not_json);
}

TEST(Codec, refuses_what_is_json_but_no_object) {
  for (const std::string text : {"null", "true", "17", "\"completed\"", "[]", "-1.5e3"}) {
    expect_refused(text, Complaint::wrong_type);
  }
}

TEST(Codec, refuses_a_truncated_status_at_every_length) {
  const std::string text = valid().dump();
  for (std::size_t length = 0; length < text.size(); ++length) {
    expect_refused(text.substr(0, length), Complaint::not_json);
  }
}

TEST(Codec, names_the_field_that_is_missing) {
  for (const std::string_view field : {"session_id", "epoch", "sequence", "attempt", "status",
                                       "progress", "message", "timestamp"}) {
    expect_refused(without(field), Complaint::missing_field, field);
  }
}

TEST(Codec, does_without_what_may_be_null) {
  for (const std::string_view field : {"estimated_completion", "error", "statistics"}) {
    EXPECT_EQ(accepted(without(field)).sequence, 17);
    EXPECT_EQ(accepted(with(field, nullptr)).sequence, 17);
  }
}

TEST(Codec, names_the_field_whose_type_is_wrong) {
  expect_refused(with("session_id", 5), Complaint::wrong_type, "session_id");
  expect_refused(with("epoch", nullptr), Complaint::wrong_type, "epoch");
  expect_refused(with("sequence", "17"), Complaint::wrong_type, "sequence");
  expect_refused(with("sequence", 17.5), Complaint::wrong_type, "sequence");
  expect_refused(with("attempt", true), Complaint::wrong_type, "attempt");
  expect_refused(with("status", json::array()), Complaint::wrong_type, "status");
  expect_refused(with("progress", "75"), Complaint::wrong_type, "progress");
  expect_refused(with("message", json::object()), Complaint::wrong_type, "message");
  expect_refused(with("error", "broken"), Complaint::wrong_type, "error");
  expect_refused(with("statistics", json::array()), Complaint::wrong_type, "statistics");
  expect_refused(with("error", {{"code", 5}, {"message", "m"}}), Complaint::wrong_type, "code");
  expect_refused(with("statistics", {{"words", "many"}}), Complaint::wrong_type, "words");
}

TEST(Codec, an_error_has_a_code_and_a_message) {
  expect_refused(with("error", json::object()), Complaint::missing_field, "code");
  expect_refused(with("error", {{"code", "c"}}), Complaint::missing_field, "message");
  EXPECT_EQ(accepted(with("error", {{"code", "c"}, {"message", "m"}})).sequence, 17);
}

TEST(Codec, names_the_field_that_is_out_of_range) {
  expect_refused(with("progress", -0.1), Complaint::out_of_range, "progress");
  expect_refused(with("progress", 100.1), Complaint::out_of_range, "progress");
  expect_refused(with("sequence", -1), Complaint::out_of_range, "sequence");
  expect_refused(with("sequence", 9007199254740992), Complaint::out_of_range, "sequence");
  expect_refused(with("sequence", 18446744073709551615U), Complaint::out_of_range, "sequence");
  expect_refused(with("attempt", 0), Complaint::out_of_range, "attempt");
}

TEST(Codec, a_sequence_may_be_written_as_a_float_if_it_is_whole) {
  EXPECT_EQ(accepted(with("sequence", 17.0)).sequence, 17);
}

TEST(Codec, refuses_an_epoch_that_cannot_be_sent_back) {
  expect_refused(with("epoch", "a\r\nX-Evil: 1"), Complaint::out_of_range, "epoch");
  expect_refused(with("epoch", std::string(1, '\0')), Complaint::out_of_range, "epoch");
  expect_refused(with("epoch", std::string(65'536, 'e')), Complaint::out_of_range, "epoch");
  EXPECT_EQ(accepted(with("epoch", std::string(239, 'e'))).epoch.size(), 239U);
}

TEST(Codec, of_a_field_that_comes_twice_the_last_counts_as_in_json_parse) {
  std::string text = valid().dump();
  text.insert(1, "\"sequence\":3,");
  EXPECT_EQ(accepted(text).sequence, 17);
}

TEST(Codec, bounds_the_nesting) {
  const auto nested = [](int depth) {
    json status = valid();
    std::string text = status.dump();
    const std::string value = std::string(static_cast<std::size_t>(depth), '[') +
                              std::string(static_cast<std::size_t>(depth), ']');
    text.insert(1, "\"deep\":" + value + ",");
    return text;
  };
  EXPECT_EQ(accepted(nested(63)).sequence, 17);
  expect_refused(nested(64), Complaint::too_deep);
  expect_refused(std::string(1'000'000, '['), Complaint::wrong_type);
  expect_refused("{\"a\":" + std::string(1'000'000, '['), Complaint::too_deep);
}

TEST(Codec, bounds_the_size) {
  const std::size_t fixed = with("message", "").size();
  const std::size_t limit = 1'048'576;
  EXPECT_EQ(accepted(with("message", std::string(limit - fixed, 'm'))).sequence, 17);
  expect_refused(with("message", std::string(limit - fixed + 1, 'm')), Complaint::too_large);
}

TEST(Codec, reads_when_the_status_was_made) {
  const Status status = accepted(
      R"({"session_id":"s","epoch":"e","sequence":1,"attempt":1,"status":"queued","progress":0,)"
      R"("message":"m","timestamp":"2026-01-01T12:00:00.250Z"})");
  EXPECT_EQ(status.made_ms, 1'767'268'800'250);
}

TEST(Codec, reads_when_a_heartbeat_was_sent_and_takes_any_other_as_one) {
  EXPECT_EQ(decode_heartbeat(R"({"timestamp":"2026-01-01T12:00:15.000Z"})", {}), 1'767'268'815'000);
  for (const auto* text : {"", "{}", "beat", R"({"timestamp":5})", R"({"timestamp":"soon"})"}) {
    EXPECT_EQ(decode_heartbeat(text, {}), std::nullopt) << text;
  }
}

TEST(Codec, knows_that_a_stream_was_closed_for_want_of_readers) {
  EXPECT_TRUE(notice_of(R"({"reason":"idle","reconnect":true,"retry_after_ms":0})")->idle);
  EXPECT_FALSE(notice_of(R"({"reason":"shutdown","reconnect":true})")->idle);
}

TEST(Codec, reads_a_close_notice) {
  const auto planned = notice_of(R"({"reason":"shutdown","reconnect":true,"retry_after_ms":1500})");
  ASSERT_TRUE(planned);
  EXPECT_TRUE(planned->reconnect);
  EXPECT_EQ(planned->retry_after, Millis{1500});
  const auto final = notice_of(R"({"reason":"completed","reconnect":false,"retry_after_ms":null})");
  ASSERT_TRUE(final);
  EXPECT_FALSE(final->reconnect);
  EXPECT_EQ(final->retry_after, std::nullopt);
  EXPECT_FALSE(notice_of(R"({"reconnect":"yes"})"));
  EXPECT_FALSE(notice_of(R"({"reason":"idle"})"));
  EXPECT_FALSE(notice_of(R"({"reconnect":true,"retry_after_ms":-1})"));
}

}  // namespace
}  // namespace tss::test
