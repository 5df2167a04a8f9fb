// The walk over a JSON text, judged by the parser that nlohmann has on top of the same lexer.
#include "json_fields.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <string>

#include "tss/backoff.hpp"

namespace tss::json::test {
namespace {

constexpr std::array kNoFields = {Field{.name = "none of these", .types = 0xff}};
constexpr std::size_t kDeep = 64;
constexpr std::uint32_t kSeed = 20'261'120;

/// Whether `text` is taken for JSON; it must be an object to be taken at all.
bool accepts(const std::string& text) { return !FieldReader(kNoFields, kDeep).read(text); }

TEST(JsonWalk, takes_and_refuses_what_nlohmanns_parser_does_in_any_row_of_tokens) {
  constexpr std::array kTokens = {
      "{",    "}",   "[",    "]",     ",", ":",  "\"x\"", "\"a\"", "1",  "-0.5", "1e999",
      "true", "nul", "null", "false", " ", "01", "\"",    "{}",    "[]", "//",   "\"\\u00e9\""};
  Chance chance(kSeed);
  const auto below = [&](std::size_t count) {
    return static_cast<std::size_t>(chance.between(0, static_cast<double>(count)));
  };
  int accepted = 0;
  for (int run = 0; run < 50'000; ++run) {
    std::string text = "{";
    for (std::size_t length = below(12); length > 0; --length) {
      text += kTokens[below(kTokens.size())];
    }
    if (below(2) == 0) {
      text += '}';
    }
    const bool expected = nlohmann::json::accept(text);
    accepted += expected ? 1 : 0;
    ASSERT_EQ(accepts(text), expected) << text << "  (seed " << kSeed << ", run " << run << ")";
  }
  EXPECT_GT(accepted, 500);
}

TEST(JsonWalk, takes_what_nlohmann_writes) {
  const std::string text =
      R"({"a":[{"b":[]},{},[[1,-2,3.5e-7]]],"x":"\"\\\u0041","c":{"d":null,"e":[true,false]}})";
  EXPECT_TRUE(accepts(text));
  EXPECT_TRUE(accepts(nlohmann::json::parse(text).dump(2)));
}

TEST(JsonWalk, refuses_whatever_is_cut_off) {
  const std::string text = R"({"a":[1,{"x":"y"}],"b":{}})";
  ASSERT_TRUE(accepts(text));
  for (std::size_t length = 0; length < text.size(); ++length) {
    EXPECT_FALSE(accepts(text.substr(0, length))) << text.substr(0, length);
  }
}

}  // namespace
}  // namespace tss::json::test
