// The table as such: what holds for whole rows and columns.
#include "tss/transition_table.hpp"

#include <gmock/gmock.h>

namespace tss::test {
namespace {

constexpr auto kAllStates = {State::idle,    State::connecting, State::open,   State::backoff,
                             State::polling, State::suspended,  State::closed, State::failed};

constexpr auto kTimerEvents = {EventKind::connect_due, EventKind::silence_due,
                               EventKind::backoff_due, EventKind::poll_due,
                               EventKind::request_due, EventKind::probe_due};

TEST(TransitionTable, users_come_and_go_in_every_state) {
  for (const State state : kAllStates) {
    EXPECT_EQ(transition(state, EventKind::acquire).action, Action::keep);
    EXPECT_EQ(transition(state, EventKind::release).action, Action::leave);
    EXPECT_EQ(transition(state, EventKind::linger_due).action, Action::finish);
  }
}

TEST(TransitionTable, a_session_begins_once) {
  for (const State state : kAllStates) {
    EXPECT_EQ(transition(state, EventKind::start).action == Action::begin, state == State::idle);
  }
}

TEST(TransitionTable, nothing_happens_by_itself_where_nothing_is_under_way) {
  for (const State state : {State::idle, State::suspended, State::failed}) {
    for (const EventKind timer : kTimerEvents) {
      EXPECT_EQ(transition(state, timer).action, Action::impossible);
    }
  }
}

TEST(TransitionTable, no_state_is_left_by_an_event_that_is_ignored_or_impossible) {
  for (const State state : kAllStates) {
    for (std::size_t event = 0; event < kEventKindCount; ++event) {
      const Cell& cell = transition(state, static_cast<EventKind>(event));
      if (cell.action == Action::ignore || cell.action == Action::impossible) {
        for (const State target : kAllStates) {
          EXPECT_FALSE(cell.targets.contains(target));
        }
      }
    }
  }
}

TEST(TransitionTable, idle_is_never_entered_again) {
  for (const State state : kAllStates) {
    for (std::size_t event = 0; event < kEventKindCount; ++event) {
      EXPECT_FALSE(transition(state, static_cast<EventKind>(event)).targets.contains(State::idle));
    }
  }
}

}  // namespace
}  // namespace tss::test
