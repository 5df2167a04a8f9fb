/// Walks all states that the machine can reach and holds each step against the invariants.
///
///   tss_explore            the spaces that are walked with every test
///   tss_explore --deep     longer budgets and waits
///   tss_explore NAME …     some settings only
///
/// Ends with 'N passed, N failed' and, where an invariant was broken, the shortest way there.
#include <algorithm>
#include <iomanip>
#include <iostream>
#include <span>
#include <string>
#include <vector>

#include "coverage.hpp"
#include "explorer.hpp"
#include "invariants.hpp"
#include "settings.hpp"

namespace tss::explore {
namespace {

struct Verdict {
  int passed = 0;
  int failed = 0;

  void add(const std::string& what, bool holds) {
    ++(holds ? passed : failed);
    std::cout << (holds ? "✓ " : "✗ ") << what << '\n';
  }
};

void print(const Violation& violation, const std::string& setting) {
  std::cout << '\n' << violation.invariant << " is broken in '" << setting << "' by\n";
  for (const std::string& move : violation.path) {
    std::cout << "  " << move << '\n';
  }
}

/// One row of the report; at once, as the next may take a while.
template <typename States, typename Transitions, typename Depth, typename Compared>
void print_row(const std::string& name, States states, Transitions transitions, Depth depth,
               Compared compared) {
  std::cout << std::left << std::setw(30) << name << std::right << std::setw(11) << states
            << std::setw(13) << transitions << std::setw(7) << depth << std::setw(10) << compared
            << std::endl;
}

std::vector<std::string> invariant_ids() {
  // M2 and M3 are seen while effects are applied to the world. M4 is the table's own: the machine
  // asserts it, and what was seen is compared with it.
  std::vector<std::string> ids{"M2", "M3", "M4"};
  for (const Invariant& invariant : all_invariants()) {
    ids.emplace_back(invariant.id);
  }
  std::ranges::sort(ids, [](const std::string& one, const std::string& other) {
    return one.size() != other.size() ? one.size() < other.size() : one < other;
  });
  ids.erase(std::ranges::unique(ids).begin(), ids.end());
  return ids;
}

int run(const std::vector<Setting>& chosen, bool is_everything) {
  std::set<std::string> broken;
  std::set<SeenCell> cells;
  bool is_complete = true;
  std::size_t states = 0;
  std::size_t transitions = 0;
  print_row("setting", "states", "transitions", "depth", "compared");
  for (const Setting& setting : chosen) {
    const Findings found = explore(setting, {});
    print_row(setting.name, found.states, found.transitions, found.depth, found.compared);
    for (const Violation& violation : found.violations) {
      print(violation, setting.name);
      broken.insert(violation.invariant);
    }
    cells.insert(found.cells.begin(), found.cells.end());
    is_complete = is_complete && found.is_complete;
    states += found.states;
    transitions += found.transitions;
  }
  print_row("together", states, transitions, "", "");
  std::cout << '\n';

  const auto differences =
      is_everything ? differences_from_table(cells) : std::vector<std::string>();
  for (const std::string& difference : differences) {
    std::cout << difference << '\n';
    broken.insert("M4");
  }
  Verdict verdict;
  for (const std::string& id : invariant_ids()) {
    verdict.add(id, !broken.contains(id));
  }
  verdict.add("every space was walked to its end", is_complete);
  verdict.add("states that look alike have the same future", !broken.contains(kUnlike));
  std::cout << verdict.passed << " passed, " << verdict.failed << " failed\n";
  return verdict.failed == 0 ? 0 : 1;
}

int main_of(std::span<char*> arguments) {
  std::vector<std::string> names(arguments.begin(), arguments.end());
  const bool is_deep = std::erase(names, "--deep") > 0;
  std::vector<Setting> chosen = settings(is_deep);
  if (!names.empty()) {
    std::erase_if(chosen, [&](const Setting& setting) {
      return std::ranges::find(names, setting.name) == names.end();
    });
  }
  if (chosen.size() < names.size()) {
    std::cerr << "error: expected --deep or names of settings, got";
    for (const std::string& name : names) {
      std::cerr << " '" << name << "'";
    }
    std::cerr << "; the settings are\n";
    for (const Setting& setting : settings(is_deep)) {
      std::cerr << "  '" << setting.name << "'\n";
    }
    return 2;
  }
  return run(chosen, names.empty());
}

}  // namespace
}  // namespace tss::explore

int main(int count, char** values) {
  return tss::explore::main_of(std::span(values, static_cast<std::size_t>(count)).subspan(1));
}
