// Bytes to events. Whole streams, however cut, are in tests/conformance.
#include "tss/event_stream.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

namespace tss::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using Found = EventStream::Found;
using namespace std::string_literals;

constexpr double kLimit = 1'000;

using Texts = std::vector<std::string>;

/// What there is to find in the rest of a stream: `name|data|id`, or `too large`.
Texts feed(EventStream& stream, std::string_view bytes) {
  Texts found;
  for (auto what = stream.next(bytes); what != Found::nothing; what = stream.next(bytes)) {
    found.push_back(what == Found::too_large
                        ? "too large"
                        : std::string(stream.name()) + '|' + std::string(stream.data()) + '|' +
                              stream.last_event_id());
  }
  return found;
}

Texts parsed(std::string_view bytes) {
  EventStream stream(kLimit);
  return feed(stream, bytes);
}

Texts parsed_byte_by_byte(std::string_view bytes, double limit = kLimit) {
  EventStream stream(limit);
  Texts found;
  for (const char& byte : bytes) {
    for (auto& text : feed(stream, {&byte, 1})) {
      found.push_back(std::move(text));
    }
    EXPECT_THAT(feed(stream, ""), IsEmpty());
  }
  return found;
}

struct Case {
  std::string what;
  std::string bytes;
  Texts events;
};

class EventStreamCases : public testing::TestWithParam<Case> {};

TEST_P(EventStreamCases, come_out_the_same_whole_and_byte_by_byte) {
  EXPECT_EQ(parsed(GetParam().bytes), GetParam().events);
  EXPECT_EQ(parsed_byte_by_byte(GetParam().bytes), GetParam().events);
}

std::vector<Case> cases() {
  return {
      {"line feeds", "data: a\n\ndata: b\n\n", {"message|a|", "message|b|"}},
      {"carriage returns", "data: a\r\rdata: b\r\r", {"message|a|", "message|b|"}},
      {"both", "data: a\r\n\r\ndata: b\r\n\r\n", {"message|a|", "message|b|"}},
      {"mixed ends",
       "data: a\n\rdata: b\r\n\ndata: c\r\n\r",
       {"message|a|", "message|b|", "message|c|"}},
      {"several lines of data", "data: a\ndata\ndata:b\n\n", {"message|a\n\nb|"}},
      {"data without a value", "data\n\n", {"message||"}},
      {"one space is dropped", "data:  a \n\n", {"message| a |"}},
      {"a colon in the value", "data: a:b\n\n", {"message|a:b|"}},
      {"a comment", ":data: a\n: \n:\n\ndata: b\n\n", {"message|b|"}},
      {"fields nobody knows",
       "Data: a\ndata : a\n data: a\ndatas: a\n\ndata: b\n\n",
       {"message|b|"}},
      {"no blank line at the end", "data: a\n", {}},
      {"a byte-order mark",
       "\xEF\xBB\xBF"
       "data: a\n\n",
       {"message|a|"}},
      {"two byte-order marks",
       "\xEF\xBB\xBF\xEF\xBB\xBF"
       "data: a\n\ndata: b\n\n",
       {"message|b|"}},
      {"a byte-order mark alone on its line",
       "\xEF\xBB\xBF\n\xEF\xBB\xBF"
       "data: a\n\n",
       {}},
      {"a byte-order mark in a value", "data:\xEF\xBB\xBF\n\n", {"message|\xEF\xBB\xBF|"}},
      {"a name holds for one event", "event: x\ndata: a\n\ndata: b\n\n", {"x|a|", "message|b|"}},
      {"a name without data is forgotten", "event: x\n\ndata: b\n\n", {"message|b|"}},
      {"an empty name is none", "event: x\nevent\ndata: a\n\n", {"message|a|"}},
      {"an id holds on", "id: 1\ndata: a\n\ndata: b\n\n", {"message|a|1", "message|b|1"}},
      {"an id without data counts", "id: 1\n\ndata: b\n\n", {"message|b|1"}},
      {"an empty id resets", "id: 1\n\nid\ndata: b\n\n", {"message|b|"}},
      {"an id with NUL is ignored", "id: 1\nid: 2\0\ndata: a\n\n"s, {"message|a|1"}},
      {"NUL is data", "data: \0\n\n"s, {"message|\0|"s}},
      {"bytes that are not text",
       "event: \xFF\nid: \xE2\x82\ndata: \xC3(\n\n",
       {"\xEF\xBF\xBD|\xEF\xBF\xBD(|\xEF\xBF\xBD"}},
  };
}

std::string name_of(const testing::TestParamInfo<Case>& tried) {
  std::string name = tried.param.what;
  std::ranges::replace_if(name, [](char c) { return c < 'A'; }, '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(Streams, EventStreamCases, testing::ValuesIn(cases()), name_of);

TEST(EventStream, does_not_wait_for_a_line_feed_that_may_never_come) {
  EventStream stream(kLimit);
  EXPECT_THAT(feed(stream, "data: a\r\n\r"), ElementsAre("message|a|"));
  EXPECT_THAT(feed(stream, ""), IsEmpty());
  EXPECT_THAT(feed(stream, "\ndata: b\n\n"), ElementsAre("message|b|"));
}

TEST(EventStream, starts_from_the_id_at_which_it_was_resumed) {
  EventStream stream(kLimit);
  stream.start("e-1");
  EXPECT_THAT(feed(stream, "data: a\n\nid: e-2\n"), ElementsAre("message|a|e-1"));
  EXPECT_EQ(stream.last_event_id(), "e-1") << "the frame has not ended";
  EXPECT_THAT(feed(stream, "\n"), IsEmpty());
  EXPECT_EQ(stream.last_event_id(), "e-2");
}

TEST(EventStream, nothing_of_one_stream_gets_into_the_next) {
  EventStream stream(kLimit);
  (void)feed(stream, "retry: 5\nid: 1\nevent: x\ndata: a\nda");
  stream.start("e-1");
  EXPECT_EQ(stream.reconnection_time(), std::nullopt);
  EXPECT_THAT(feed(stream,
                   "\xEF\xBB\xBF"
                   "data: b\r\r"),
              ElementsAre("message|b|e-1"));
  stream.start({});
  EXPECT_THAT(feed(stream, "\ndata: c\n\n"), ElementsAre("message|c|"));
}

TEST(EventStream, can_be_left_in_the_middle_of_what_came) {
  EventStream stream(kLimit);
  std::string_view bytes = "data: a\n\ndata: b\n\n";
  EXPECT_EQ(stream.next(bytes), Found::event);
  EXPECT_EQ(bytes, "data: b\n\n");
}

TEST(EventStream, retry_is_digits_and_never_wraps_around) {
  const auto asked = [](std::string_view value) {
    EventStream stream(kLimit);
    EXPECT_THAT(feed(stream, "retry:" + std::string(value) + "\n"), IsEmpty());
    return stream.reconnection_time();
  };
  EXPECT_EQ(asked("3000"), Millis{3'000});
  EXPECT_EQ(asked(" 0010"), Millis{10});
  EXPECT_EQ(asked("0"), Millis{0});
  EXPECT_EQ(asked("2147483648"), Millis{2'147'483'648});
  EXPECT_EQ(asked(std::string(900, '9')), Millis{9'007'199'254'740'991});
  for (const auto* const value : {"", "-1", "+1", "1.5", "1e3", "0x1", "1 ", "  1", "ten"}) {
    EXPECT_EQ(asked(value), std::nullopt) << value;
  }
}

TEST(EventStream, what_was_asked_stays_where_a_later_retry_is_invalid) {
  EventStream stream(kLimit);
  (void)feed(stream, "retry: 5\nretry: x\n\n");
  EXPECT_EQ(stream.reconnection_time(), Millis{5});
}

// A frame of exactly `size` bytes as the limit counts them: the data before it, and this line.
std::string line_of(std::size_t size) {
  return std::string("data:").append(size - 5, 'x').append("\n");
}

TEST(EventStream, a_frame_at_the_limit_is_read_and_one_beyond_is_told_once_and_skipped) {
  const std::string next = "\ndata: y\n\n";
  EXPECT_THAT(parsed(line_of(1'000) + next), ElementsAre(testing::_, "message|y|"));
  const std::string beyond = line_of(1'001) + "id: 7\nevent: z\n" + line_of(1'500);
  EXPECT_THAT(parsed(beyond + next), ElementsAre("too large", "message|y|"));
  EXPECT_THAT(parsed_byte_by_byte(beyond + next), ElementsAre("too large", "message|y|"));
}

TEST(EventStream, everything_that_is_kept_of_a_frame_counts) {
  const std::string half(500, 'x');
  for (const std::string field : {"data", "event", "id"}) {
    const std::string frame = (field + ":").append(half).append("\n" + line_of(600) + "\n");
    EXPECT_THAT(parsed(frame), ElementsAre("too large")) << field;
    EXPECT_THAT(parsed_byte_by_byte(frame), ElementsAre("too large")) << field;
  }
  // Each of these bytes becomes three.
  EXPECT_THAT(parsed("data:" + std::string(400, '\xFF') + "\n\ndata: y\n\n"),
              ElementsAre("too large", "message|y|"));
}

TEST(EventStream, a_frame_without_end_takes_no_more_than_its_limit_to_be_given_up) {
  EventStream stream(kLimit);
  EXPECT_THAT(feed(stream, std::string(2'000, 'x')), ElementsAre("too large"));
  EXPECT_THAT(feed(stream, std::string(2'000, 'x')), IsEmpty());
  EXPECT_THAT(feed(stream, "\r\n"), IsEmpty()) << "only the end of the long line";
  EXPECT_THAT(feed(stream, "data: a\r\n\r\ndata: b\r\n\r\n"), ElementsAre("message|b|"));
}

TEST(EventStream, a_frame_that_is_given_up_leaves_no_id_and_no_name) {
  EXPECT_THAT(parsed("id: 1\ndata: a\n\nid: 2\nevent: x\n" + line_of(1'000) + "\ndata: b\n\n"),
              ElementsAre("message|a|1", "too large", "message|b|1"));
}

TEST(EventStream, many_small_frames_never_add_up_to_a_large_one) {
  std::string bytes;
  for (int i = 0; i < 500; ++i) {
    bytes += ":\n: beat\n\nid: 1\nevent: x\ndata: a\n\n";
  }
  EXPECT_EQ(parsed(bytes), Texts(500, "x|a|1"));
}

TEST(EventStream, a_line_ends_at_its_end_however_long_it_is_and_whatever_is_beside_it) {
  for (std::size_t length = 0; length < 20; ++length) {
    for (int beside = 1; beside < 0x80; ++beside) {
      if (beside == '\n' || beside == '\r') {
        continue;
      }
      const std::string text = std::string(length, 'x') + static_cast<char>(beside);
      for (const auto* const end : {"\n", "\r", "\r\n"}) {
        EXPECT_EQ(parsed("data: " + text + end + end), Texts{"message|" + text + "|"})
            << "length " << length << " beside " << beside;
      }
    }
  }
}

TEST(EventStream, any_bytes_cut_anywhere_come_out_the_same) {
  const std::uint32_t seed = std::random_device{}();
  SCOPED_TRACE(testing::Message() << "seed " << seed);
  std::mt19937 random(seed);
  const std::vector<std::string> pieces = {
      "data:",    "data", "id:",          "event:", "retry:", ":",
      " ",        "\n",   "\r",           "\r\n",   "\n\n",   "x",
      "7",        "\0"s,  "\xEF\xBB\xBF", "\xEF",   "\xBB",   "\xF0\x9F\x98\x80",
      "\xF0\x9F", "\xC0", "abcdefghijkl"};
  const auto any = [&](std::size_t below) { return random() % below; };
  for (int round = 0; round < 2'000; ++round) {
    std::string bytes;
    for (std::size_t i = any(60); i > 0; --i) {
      bytes += pieces[any(pieces.size())];
    }
    constexpr double kSmall = 40;
    EventStream at_once(kSmall);
    const Texts whole = feed(at_once, bytes);
    EXPECT_EQ(parsed_byte_by_byte(bytes, kSmall), whole) << testing::PrintToString(bytes);
    EventStream in_two(kSmall);
    const std::size_t cut = any(bytes.size() + 1);
    Texts both = feed(in_two, std::string_view(bytes).substr(0, cut));
    for (auto& text : feed(in_two, std::string_view(bytes).substr(cut))) {
      both.push_back(std::move(text));
    }
    EXPECT_EQ(both, whole) << testing::PrintToString(bytes) << " cut at " << cut;
    EXPECT_EQ(in_two.last_event_id(), at_once.last_event_id());
  }
}

}  // namespace
}  // namespace tss::test
