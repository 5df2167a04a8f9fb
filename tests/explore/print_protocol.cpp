/// Prints what the transition table says: for wasm/SPEC.md a diagram and a table, in Markdown; with
/// the argument `edges`, for the inspector's chart, each way from state to state, in JSON.
#include <cstddef>
#include <iostream>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "names.hpp"
#include "tss/transition_table.hpp"

namespace tss {
namespace {

State state_at(std::size_t index) { return static_cast<State>(index); }
EventKind event_at(std::size_t index) { return static_cast<EventKind>(index); }

std::string joined(const std::vector<std::string>& parts, const char* between) {
  std::string text;
  for (const std::string& part : parts) {
    text += (text.empty() ? "" : between) + part;
  }
  return text;
}

std::vector<std::string> targets_of(const Cell& cell) {
  std::vector<std::string> names;
  for (std::size_t t = 0; t < kStateCount; ++t) {
    if (cell.targets.contains(state_at(t))) {
      names.emplace_back(name_of(state_at(t)));
    }
  }
  return names;
}

/// The events that lead from `from` to `to`.
std::vector<std::string> events_between(State from, State to) {
  std::vector<std::string> names;
  for (std::size_t e = 0; e < kEventKindCount; ++e) {
    if (from != to && transition(from, event_at(e)).targets.contains(to)) {
      names.emplace_back(name_of(event_at(e)));
    }
  }
  return names;
}

/// Left out of the diagram, where they would be an arrow from everywhere: they stand in the table.
bool is_everywhere(State from, State to, const std::string& event) {
  const bool ends = to == State::closed && (event == "release" || event == "linger_due");
  return ends || (from != State::suspended && to == State::suspended && from != State::idle);
}

void print_diagram() {
  std::cout << "```mermaid\nstateDiagram-v2\n  [*] --> idle\n";
  for (std::size_t f = 0; f < kStateCount; ++f) {
    for (std::size_t t = 0; t < kStateCount; ++t) {
      std::vector<std::string> events = events_between(state_at(f), state_at(t));
      std::erase_if(events, [&](const std::string& event) {
        return is_everywhere(state_at(f), state_at(t), event);
      });
      if (!events.empty()) {
        std::cout << "  " << name_of(state_at(f)) << " --> " << name_of(state_at(t)) << ": "
                  << joined(events, ", ") << '\n';
      }
    }
  }
  std::cout << "```\n\n";
}

void print_table() {
  std::cout << "| event |";
  for (std::size_t s = 0; s < kStateCount; ++s) {
    std::cout << ' ' << name_of(state_at(s)) << " |";
  }
  std::cout << "\n| --- |";
  for (std::size_t s = 0; s < kStateCount; ++s) {
    std::cout << " --- |";
  }
  std::cout << '\n';
  for (std::size_t e = 0; e < kEventKindCount; ++e) {
    std::cout << "| `" << name_of(event_at(e)) << "` |";
    for (std::size_t s = 0; s < kStateCount; ++s) {
      const Cell& cell = transition(state_at(s), event_at(e));
      if (cell.action == Action::impossible) {
        std::cout << " — |";
      } else if (cell.action == Action::ignore) {
        std::cout << " · |";
      } else {
        const std::string targets = joined(targets_of(cell), ", ");
        std::cout << ' ' << name_of(cell.action) << (targets.empty() ? "" : " → ") << targets
                  << " |";
      }
    }
    std::cout << '\n';
  }
}

void print_edges() {
  const char* before = "[";
  for (std::size_t f = 0; f < kStateCount; ++f) {
    for (std::size_t t = 0; t < kStateCount; ++t) {
      const std::vector<std::string> events = events_between(state_at(f), state_at(t));
      if (!events.empty()) {
        std::cout << before << R"({"from":")" << name_of(state_at(f)) << R"(","to":")"
                  << name_of(state_at(t)) << R"(","events":[")" << joined(events, R"(",")")
                  << "\"]}";
        before = ",\n";
      }
    }
  }
  std::cout << "]\n";
}

}  // namespace
}  // namespace tss

int main(int count, char** values) {
  const auto arguments = std::span<char*>(values, static_cast<std::size_t>(count)).subspan(1);
  if (!arguments.empty() && std::string_view(arguments.front()) == "edges") {
    tss::print_edges();
    return 0;
  }
  tss::print_diagram();
  tss::print_table();
}
