// The codec: a text is accepted exactly if JSON's own parser and the documented ranges accept it,
// and then means the same.
//
// An input is one byte (the limits) and a text, which is read as a status, a notice and a
// heartbeat.
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "codec_reference.hpp"
#include "expect.hpp"
#include "json_mutator.hpp"
#include "tss/status_codec.hpp"
#include "tss/timestamp.hpp"

namespace tss::fuzz {

namespace {

/// The shipped limits for most; else a depth from 1 to 8, and for some a short frame.
Policy policy_of(char choice) {
  const auto byte = static_cast<std::uint8_t>(choice);
  Policy policy;
  if (byte >= 0x80) {
    policy.max_depth = (byte % 8) + 1;
    policy.max_frame_bytes = byte >= 0xF0 ? 64 : policy.max_frame_bytes;
  }
  return policy;
}

void expect_reason(const Refused& refused) {
  expect(refused.why != Complaint::none && refused.why != Complaint::unknown_word,
         "what is refused is refused for a reason");
}

void expect_within_ranges(const Status& status) {
  constexpr double kMaxSafeInteger = 9007199254740991.0;
  const auto is_whole = [](double number) { return std::trunc(number) == number; };
  expect(status.sequence >= 0 && status.sequence <= kMaxSafeInteger && is_whole(status.sequence),
         "a sequence is an integer that a double holds");
  expect(status.attempt >= 1 && is_whole(status.attempt), "attempts count from 1");
  expect(status.progress >= 0 && status.progress <= 100, "progress is from 0 to 100");
  expect(status.epoch.size() <= 256, "an epoch is short enough to be sent back");
}

void check_status(std::string_view text, const Policy& policy, bool is_plain) {
  Status status;
  const auto refused = decode_status(text, policy, status);
  if (refused) {
    expect_reason(*refused);
  } else {
    expect_within_ranges(status);
  }
  if (!is_plain) {
    return;
  }
  const auto expected = expected_status(text, policy);
  expect(!refused == expected.has_value(), "exactly the valid statuses are accepted");
  if (!refused && expected) {
    expect(status.epoch == expected->epoch && status.sequence == expected->sequence &&
               status.attempt == expected->attempt && status.word == expected->word &&
               status.progress == expected->progress,
           "a status says what stands in its JSON");
    expect(status.text == expected->text, "a status keeps the text it came in");
  }
}

void check_close(std::string_view text, const Policy& policy, bool is_plain) {
  CloseNotice notice;
  const auto refused = decode_close(text, policy, notice);
  if (refused) {
    expect_reason(*refused);
  }
  if (!is_plain) {
    return;
  }
  const auto expected = expected_close(text, policy);
  expect(!refused == expected.has_value(), "exactly the valid notices are accepted");
  if (!refused && expected) {
    expect(notice.reconnect == expected->reconnect && notice.idle == expected->idle &&
               notice.retry_after == expected->retry_after,
           "a notice says what stands in its JSON");
  }
}

void check_heartbeat(std::string_view text, const Policy& policy, bool is_plain) {
  const auto sent_ms = decode_heartbeat(text, policy);
  if (is_plain) {
    const auto expected = expected_heartbeat(text, policy);
    expect(sent_ms == (expected ? parse_timestamp(*expected) : std::nullopt),
           "a heartbeat was sent when its timestamp says");
  }
}

void check(std::string_view input) {
  const Policy policy = policy_of(input[0]);
  const std::string text(input.substr(1));
  const bool is_plain = !has_repeated_keys(text);
  check_status(text, policy, is_plain);
  check_close(text, policy, is_plain);
  check_heartbeat(text, policy, is_plain);
}

}  // namespace

}  // namespace tss::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  if (size > 0) {
    tss::fuzz::check({reinterpret_cast<const char*>(bytes), size});
  }
  return 0;
}

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* bytes, std::size_t size,
                                               std::size_t max_size, unsigned seed) {
  // The first byte is no part of the text.
  if (size < 2 || seed % 2 == 0 || max_size < 2) {
    return LLVMFuzzerMutate(bytes, size, max_size);
  }
  return 1 + tss::fuzz::mutate_json({bytes + 1, max_size - 1}, size - 1, seed / 2);
}
