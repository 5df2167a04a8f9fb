#include "tss/timestamp.hpp"

#include <gtest/gtest.h>

namespace tss::test {
namespace {

TEST(Timestamp, reads_rfc_3339_as_unix_milliseconds) {
  // Expected values: GNU date -d TEXT +%s%3N.
  EXPECT_EQ(parse_timestamp("1970-01-01T00:00:00Z"), 0);
  EXPECT_EQ(parse_timestamp("2026-01-01T12:00:00.000Z"), 1'767'268'800'000);
  EXPECT_EQ(parse_timestamp("2026-01-01T12:00:15.250Z"), 1'767'268'815'250);
  EXPECT_EQ(parse_timestamp("2024-02-29T23:59:59.9Z"), 1'709'251'199'900);
  EXPECT_EQ(parse_timestamp("1969-12-31T23:59:59Z"), -1'000);
  EXPECT_EQ(parse_timestamp("2000-03-01T00:00:00Z"), 951'868'800'000);
}

TEST(Timestamp, reads_offsets_and_long_fractions) {
  EXPECT_EQ(parse_timestamp("2026-01-01T13:30:00+01:30"), 1'767'268'800'000);
  EXPECT_EQ(parse_timestamp("2026-01-01T04:00:00-08:00"), 1'767'268'800'000);
  ASSERT_TRUE(parse_timestamp("2026-01-01T12:00:00.123456789Z"));
  EXPECT_NEAR(*parse_timestamp("2026-01-01T12:00:00.123456789Z"), 1'767'268'800'123.456789, 1e-3);
}

TEST(Timestamp, reads_a_leap_second_as_the_second_after_it) {
  EXPECT_EQ(parse_timestamp("2016-12-31T23:59:60Z"), parse_timestamp("2017-01-01T00:00:00Z"));
}

TEST(Timestamp, refuses_what_is_none) {
  for (const auto* text :
       {"", "t", "2026-01-01", "2026-01-01T12:00:00", "2026-01-01T12:00Z", "2026-01-01T12:00:00Zx",
        "2026-01-01T12:00:00+1:00", "2026-1-01T12:00:00Z", "+026-01-01T12:00:00Z", "yesterday"}) {
    EXPECT_EQ(parse_timestamp(text), std::nullopt) << text;
  }
}

}  // namespace
}  // namespace tss::test
