// Numbers without the C library.
#include "tss/decimal.hpp"

#include <gmock/gmock.h>

#include <cmath>
#include <cstdlib>
#include <limits>
#include <random>
#include <string>

namespace tss::test {
namespace {

double read(const std::string& text) {
  const char* end = nullptr;
  const double value = read_decimal(text.c_str(), &end);
  EXPECT_EQ(end, text.c_str() + text.size()) << text;
  return value;
}

TEST(Decimal, agrees_exactly_with_the_c_library_on_the_numbers_of_a_status) {
  const std::uint32_t seed = std::random_device{}();
  SCOPED_TRACE(testing::Message() << "seed " << seed);
  std::mt19937_64 random(seed);
  for (int i = 0; i < 20'000; ++i) {
    const auto digits = random() % 1'000'000'000'000'000U;  // fifteen of them
    const auto exponent = static_cast<int>(random() % 38) - 22;
    const std::string text = std::to_string(digits) + "e" + std::to_string(exponent);
    EXPECT_EQ(read(text), std::strtod(text.c_str(), nullptr)) << text;
  }
}

TEST(Decimal, reads_every_form_that_json_has) {
  EXPECT_EQ(read("0"), 0);
  EXPECT_EQ(read("-0.5"), -0.5);
  EXPECT_EQ(read("33.3"), 33.3);
  EXPECT_EQ(read("99.999999"), 99.999999);
  EXPECT_EQ(read("1E2"), 100);
  EXPECT_EQ(read("1e+2"), 100);
  EXPECT_EQ(read("25e-1"), 2.5);
  EXPECT_EQ(read("0.000000000000000000000000000001"), 1e-30);
}

TEST(Decimal, is_near_the_truth_where_it_is_not_exact) {
  for (const std::string text :
       {"123456789012345678901234567890", "0.12345678901234567890123", "1.7976931348623157e308",
        "2.2250738585072014e-308", "9007199254740993.5"}) {
    const double truth = std::strtod(text.c_str(), nullptr);
    EXPECT_NEAR(read(text) / truth, 1, 4 * std::numeric_limits<double>::epsilon()) << text;
  }
}

TEST(Decimal, too_large_is_infinite_and_too_small_is_nothing) {
  EXPECT_TRUE(std::isinf(read("1e999999999999999999999")));
  EXPECT_EQ(read("1e-999999999999999999999"), 0);
  EXPECT_EQ(read("0e999999999999999999999"), 0);
}

TEST(Decimal, reads_every_integer_exactly_that_javascript_holds) {
  EXPECT_EQ(read("9007199254740991"), 9007199254740991.0);
  EXPECT_EQ(read("-9007199254740991"), -9007199254740991.0);
  EXPECT_EQ(read("4503599627370497"), 4503599627370497.0);
}

TEST(Decimal, has_one_zero) {
  EXPECT_FALSE(std::signbit(read("-0")));
  EXPECT_FALSE(std::signbit(read("-0.0e5")));
}

}  // namespace
}  // namespace tss::test
