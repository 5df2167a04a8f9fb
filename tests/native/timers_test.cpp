// The table of timers.
#include "tss/timers.hpp"

#include <gmock/gmock.h>

namespace tss::test {
namespace {

Instant at(double ms) { return Instant{Millis{ms}}; }

TEST(Timers, none_is_due_when_none_is_armed) {
  TimerTable timers;
  EXPECT_EQ(timers.next_deadline(), kNever);
  EXPECT_EQ(timers.take_due(at(1e12)), std::nullopt);
}

TEST(Timers, are_taken_in_the_order_of_their_deadlines) {
  TimerTable timers;
  timers.arm(Timer::poll, at(30));
  timers.arm(Timer::probe, at(10));
  timers.arm(Timer::silence, at(20));
  EXPECT_EQ(timers.next_deadline(), at(10));
  EXPECT_EQ(timers.take_due(at(25)), Timer::probe);
  EXPECT_EQ(timers.take_due(at(25)), Timer::silence);
  EXPECT_EQ(timers.take_due(at(25)), std::nullopt);
  EXPECT_EQ(timers.next_deadline(), at(30));
}

TEST(Timers, a_timer_is_due_at_its_very_moment) {
  TimerTable timers;
  timers.arm(Timer::connect, at(10));
  EXPECT_EQ(timers.take_due(at(9.999)), std::nullopt);
  EXPECT_EQ(timers.take_due(at(10)), Timer::connect);
}

TEST(Timers, arming_again_moves_the_deadline) {
  TimerTable timers;
  timers.arm(Timer::connect, at(10));
  timers.arm(Timer::connect, at(20));
  EXPECT_EQ(timers.next_deadline(), at(20));
}

TEST(Timers, all_but_one_can_be_disarmed) {
  TimerTable timers;
  timers.arm(Timer::poll, at(1));
  timers.arm(Timer::linger, at(2));
  timers.disarm_all_but(Timer::linger);
  EXPECT_EQ(timers.next_deadline(), at(2));
  timers.disarm_all_but(Timer::poll);
  EXPECT_EQ(timers.next_deadline(), kNever);
}

}  // namespace
}  // namespace tss::test
