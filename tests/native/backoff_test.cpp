// Waiting times.
#include "tss/backoff.hpp"

#include <gmock/gmock.h>

#include <limits>

namespace tss::test {
namespace {

TEST(Backoff, doubles_from_one_second_to_thirty_and_is_cut_by_up_to_a_half) {
  const Policy policy;
  const double full[] = {1, 2, 4, 8, 16, 30, 30};
  for (std::uint32_t seed = 0; seed < 500; ++seed) {
    SCOPED_TRACE(testing::Message() << "seed " << seed);
    Chance chance(seed);
    for (int failures = 1; failures <= 7; ++failures) {
      const double seconds = backoff_delay(policy, failures, chance).count() / 1000;
      EXPECT_GE(seconds, full[failures - 1] / 2);
      EXPECT_LE(seconds, full[failures - 1]);
    }
  }
}

TEST(Backoff, the_server_may_ask_for_a_longer_base_but_neither_a_shorter_one_nor_beyond_the_cap) {
  const Policy policy{.backoff_jitter_floor = 1};
  const auto delay = [&](double asked, int failures) {
    Chance chance(1);
    return backoff_delay(policy, failures, chance, Millis{asked}).count();
  };
  EXPECT_EQ(delay(3'000, 1), 3'000);
  EXPECT_EQ(delay(3'000, 3), 12'000);
  EXPECT_EQ(delay(0, 1), 1'000);
  EXPECT_EQ(delay(2'147'483'648, 1), 30'000);
}

TEST(Backoff, no_count_overflows) {
  Chance chance(1);
  const int most = std::numeric_limits<int>::max();
  EXPECT_LE(backoff_delay({}, most, chance), Millis{30'000});
  EXPECT_EQ(poll_interval({}, most), Millis{30'000});
}

TEST(Backoff, a_base_of_nothing_ends) {
  Chance chance(1);
  EXPECT_EQ(backoff_delay({.backoff_base_ms = 0}, std::numeric_limits<int>::max(), chance),
            Millis{0});
}

TEST(Backoff, clients_with_other_seeds_wait_otherwise) {
  Chance one(1);
  Chance other(2);
  EXPECT_NE(backoff_delay({}, 3, one), backoff_delay({}, 3, other));
}

TEST(Backoff, the_same_seed_gives_the_same_waits) {
  Chance one(7);
  Chance other(7);
  for (int failures = 1; failures < 10; ++failures) {
    EXPECT_EQ(backoff_delay({}, failures, one), backoff_delay({}, failures, other));
  }
}

TEST(Backoff, chance_fills_its_range_evenly) {
  Chance chance(42);
  constexpr int kDraws = 20'000;
  double sum = 0;
  double least = 1;
  double most = 0;
  for (int i = 0; i < kDraws; ++i) {
    const double value = chance.between(0, 1);
    sum += value;
    least = std::min(least, value);
    most = std::max(most, value);
  }
  EXPECT_NEAR(sum / kDraws, 0.5, 0.01);
  EXPECT_GE(least, 0);
  EXPECT_LT(most, 1);
  EXPECT_LT(least, 0.001);
  EXPECT_GT(most, 0.999);
}

TEST(Backoff, polls_never_come_faster_because_they_fail) {
  const Policy policy{.poll_interval_ms = 60'000};
  EXPECT_EQ(poll_interval(policy, 0), Millis{60'000});
  EXPECT_EQ(poll_interval(policy, 5), Millis{60'000});
}

}  // namespace
}  // namespace tss::test
