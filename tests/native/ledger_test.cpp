// Which status is the newest.
#include "tss/ledger.hpp"

#include <gmock/gmock.h>

namespace tss::test {
namespace {

Status of(std::string epoch, double sequence, JobWord word = JobWord::processing) {
  return {.epoch = std::move(epoch), .sequence = sequence, .attempt = 1, .word = word};
}

TEST(Ledger, takes_the_first_status_whatever_its_sequence) {
  Ledger ledger;
  EXPECT_EQ(ledger.newest(), nullptr);
  EXPECT_EQ(ledger.offer(of("a", 0)), Verdict::newer);
  EXPECT_EQ(Ledger().offer(of("", 0)), Verdict::newer) << "from a server without epochs";
}

TEST(Ledger, a_new_epoch_is_newer_than_any_sequence_of_the_old) {
  Ledger ledger;
  (void)ledger.offer(of("a", 900));
  EXPECT_EQ(ledger.offer(of("b", 1)), Verdict::newer);
  EXPECT_EQ(ledger.last_event_id(), "b-1");
}

TEST(Ledger, a_late_status_of_an_ended_epoch_is_outdated) {
  Ledger ledger;
  (void)ledger.offer(of("a", 900));
  (void)ledger.offer(of("b", 1));
  (void)ledger.offer(of("c", 1));
  EXPECT_EQ(ledger.offer(of("a", 901)), Verdict::outdated);
  EXPECT_EQ(ledger.offer(of("b", 2)), Verdict::outdated);
  EXPECT_EQ(ledger.newest()->epoch, "c");
}

TEST(Ledger, a_terminal_status_is_final_across_epochs) {
  Ledger ledger;
  (void)ledger.offer(of("a", 1, JobWord::completed));
  EXPECT_TRUE(ledger.is_final());
  EXPECT_EQ(ledger.offer(of("a", 2)), Verdict::outdated);
  EXPECT_EQ(ledger.offer(of("b", 2)), Verdict::outdated);
}

TEST(Ledger, an_unknown_word_is_not_final) {
  Ledger ledger;
  (void)ledger.offer(of("a", 1, JobWord::unknown));
  EXPECT_FALSE(ledger.is_final());
  EXPECT_EQ(ledger.offer(of("a", 2)), Verdict::newer);
}

TEST(Ledger, spells_the_largest_sequence_out_in_the_event_id) {
  Ledger ledger;
  (void)ledger.offer(of("5f3a", 9007199254740991.0));
  EXPECT_EQ(ledger.last_event_id(), "5f3a-9007199254740991");
}

TEST(Ledger, servers_without_epochs_are_ordered_by_sequence) {
  Ledger ledger;
  (void)ledger.offer(of("", 5));
  EXPECT_EQ(ledger.offer(of("", 4)), Verdict::outdated);
  EXPECT_EQ(ledger.offer(of("", 6)), Verdict::newer);
}

}  // namespace
}  // namespace tss::test
