/// Walks all states that the machine can reach and holds each step against the invariants.
///
///   tss_explore            the spaces that are walked with every test
///   tss_explore --deep     longer budgets and waits
///   tss_explore NAME …     some settings only
///
/// Ends with 'N passed, N failed' and, where an invariant was broken, the shortest way there.
#include <algorithm>
#include <cstdio>
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
    std::printf("%s %s\n", holds ? "✓" : "✗", what.c_str());
  }
};

void print(const Violation& violation, const std::string& setting) {
  std::printf("\n%s is broken in '%s' by\n", violation.invariant.c_str(), setting.c_str());
  for (const std::string& move : violation.path) {
    std::printf("  %s\n", move.c_str());
  }
}

std::vector<std::string> invariant_ids() {
  // M4 is the table's own: the machine asserts it, and what was seen is compared with it.
  std::vector<std::string> ids{"M3", "M4"};
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
  std::printf("%-30s %10s %12s %6s %9s\n", "setting", "states", "transitions", "depth", "compared");
  for (const Setting& setting : chosen) {
    const Findings found = explore(setting, {});
    std::printf("%-30s %10zu %12zu %6zu %9zu%s\n", setting.name.c_str(), found.states,
                found.transitions, found.depth, found.compared,
                found.is_complete ? "" : "  not walked to its end");
    std::fflush(stdout);
    for (const Violation& violation : found.violations) {
      print(violation, setting.name);
      broken.insert(violation.invariant);
    }
    cells.insert(found.cells.begin(), found.cells.end());
    is_complete = is_complete && found.is_complete;
    states += found.states;
    transitions += found.transitions;
  }
  std::printf("%-30s %10zu %12zu\n\n", "together", states, transitions);

  const auto differences =
      is_everything ? differences_from_table(cells) : std::vector<std::string>();
  for (const std::string& difference : differences) {
    std::printf("%s\n", difference.c_str());
    broken.insert("M4");
  }
  Verdict verdict;
  for (const std::string& id : invariant_ids()) {
    verdict.add(id, !broken.contains(id));
  }
  verdict.add("every space was walked to its end", is_complete);
  verdict.add("states that look alike have the same future", !broken.contains(kUnlike));
  std::printf("%d passed, %d failed\n", verdict.passed, verdict.failed);
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
    std::fprintf(stderr, "error: expected --deep or names of settings, got");
    for (const std::string& name : names) {
      std::fprintf(stderr, " '%s'", name.c_str());
    }
    std::fprintf(stderr, "; the settings are\n");
    for (const Setting& setting : settings(is_deep)) {
      std::fprintf(stderr, "  '%s'\n", setting.name.c_str());
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
