#include "explorer.hpp"

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <deque>
#include <iostream>
#include <iterator>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "fingerprint.hpp"
#include "invariants.hpp"

namespace tss::explore {

namespace {

/// A machine and the world it lives in.
struct Session {
  Machine machine;
  World world;

  [[nodiscard]] std::optional<Instant> deadline() const {
    const Instant at = machine.next_deadline();
    return at == kNever ? std::nullopt : std::optional{at};
  }
  [[nodiscard]] std::string fingerprint() const { return Fingerprint::of(machine, world); }
};

/// What a move came to.
struct Outcome {
  Session session;
  std::vector<EffectRecord> effects;
  /// The invariant that does not hold, if any.
  std::string broken;
};

/// The ways that a state can go on, as one number: the effects of each move, and where it leads.
class Future {
 public:
  void add(const Outcome& outcome, const std::string& fingerprint) {
    for (const EffectRecord& effect : outcome.effects) {
      mix(static_cast<unsigned char>(static_cast<int>(effect.type) + 1));
    }
    for (const char c : fingerprint) {
      mix(static_cast<unsigned char>(c));
    }
  }
  [[nodiscard]] std::uint64_t hash() const { return hash_; }

 private:
  // FNV-1a.
  void mix(unsigned char byte) { hash_ = (hash_ ^ byte) * 1099511628211ULL; }
  std::uint64_t hash_ = 14695981039346656037ULL;
};

class Exploration {
 public:
  Exploration(const Setting& setting, const Limits& limits) : setting_(setting), limits_(limits) {}

  [[nodiscard]] Findings run();

  /// The moves up to the one that runs now: for an assertion in the machine, which ends the
  /// program.
  [[nodiscard]] std::vector<std::string> present_path() const;

 private:
  using StateId = std::uint32_t;
  using MoveId = std::uint16_t;

  /// How a state was reached first.
  struct Arrival {
    StateId parent = 0;
    MoveId move = 0;
    std::uint16_t depth = 0;
  };

  /// How one was reached again, and how it would go on from there.
  struct Again {
    StateId id;
    StateId parent;
    MoveId move;
    std::uint64_t future;
  };

  [[nodiscard]] Session first() const;
  [[nodiscard]] std::vector<MoveId> possible(const Session& session) const;
  [[nodiscard]] Outcome take(const Session& session, MoveId id);
  void note_cell(const Session& before, const Outcome& outcome, const Event& event);
  void expand(StateId id, const Session& session);
  void arrive(StateId parent, MoveId move, Session session, const std::string& fingerprint);
  [[nodiscard]] Future future_of(const Session& session);
  void compare();
  void report(std::string_view broken, std::vector<std::string> path);
  [[nodiscard]] std::vector<std::string> path_to(StateId id) const;
  [[nodiscard]] std::vector<std::string> path_to(StateId id, MoveId then) const;

  const Setting& setting_;
  const Limits& limits_;
  Findings findings_;
  std::vector<Arrival> arrivals_;
  std::unordered_map<std::string, StateId> known_;
  std::deque<std::pair<StateId, Session>> waiting_;
  /// Of the states that were gone on from, in their order.
  std::vector<std::uint64_t> futures_;
  std::vector<Again> again_;
  std::size_t reached_again_ = 0;
  StateId present_ = 0;
  MoveId present_move_ = 0;
};

const Exploration* g_present = nullptr;

extern "C" void explain_abort(int /*signal*/) {
  std::cerr << "an assertion of the machine failed, after\n";
  for (const std::string& move : g_present->present_path()) {
    std::cerr << "  " << move << '\n';
  }
  std::_Exit(EXIT_FAILURE);
}

Findings Exploration::run() {
  g_present = this;
  (void)std::signal(SIGABRT, explain_abort);
  Session start = first();
  const std::string fingerprint = start.fingerprint();
  arrive(0, 0, std::move(start), fingerprint);
  while (!waiting_.empty() && arrivals_.size() < limits_.states) {
    const auto [id, session] = std::move(waiting_.front());
    waiting_.pop_front();
    expand(id, session);
  }
  compare();
  (void)std::signal(SIGABRT, SIG_DFL);
  findings_.states = arrivals_.size();
  findings_.is_complete = waiting_.empty();
  return std::move(findings_);
}

Session Exploration::first() const {
  Session session{.machine = Machine(setting_.policy, 1), .world = {}};
  session.world.environment = setting_.environment;
  // Not zero: nothing may depend on the clock's origin.
  session.world.now = Instant{1000 * kUnit};
  if (setting_.is_over) {
    session.machine.recall(final_status(session.world));
    session.world.newest = {.exists = true, .is_final = true, .sequence = 1, .progress = 100};
    session.world.view = view_of(session.machine, session.world.now);
  }
  return session;
}

std::vector<Exploration::MoveId> Exploration::possible(const Session& session) const {
  std::vector<MoveId> moves;
  const auto all = all_moves();
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (setting_.groups.contains(all[i].group) &&
        all[i].is_possible(session.world, session.deadline())) {
      moves.push_back(static_cast<MoveId>(i));
    }
  }
  return moves;
}

Outcome Exploration::take(const Session& session, MoveId id) {
  const Move& move = all_moves()[id];
  present_move_ = id;
  ++findings_.transitions;
  Outcome outcome{.session = session, .effects = {}, .broken = {}};
  auto& [machine, world] = outcome.session;
  const Instant now = session.world.now + move.passes;
  if (move.event == nullptr) {
    world.now = now;
    return outcome;
  }
  const Event event = move.event(session.world);
  machine.handle(event, now, outcome.effects);
  world = next_world(session.world, setting_.policy, event, now, outcome.effects,
                     session.deadline(), view_of(machine, now));
  note_cell(session, outcome, event);
  outcome.broken = world.broken;
  if (move.is_old &&
      (!outcome.effects.empty() || outcome.session.fingerprint() != session.fingerprint())) {
    outcome.broken = "M3";
  }
  const Step step{.policy = setting_.policy,
                  .before = session.world,
                  .after = world,
                  .event = event,
                  .effects = outcome.effects,
                  .deadline_before = session.deadline(),
                  .deadline = outcome.session.deadline()};
  for (const Invariant& invariant : all_invariants()) {
    if (outcome.broken.empty() && !invariant.holds(step)) {
      outcome.broken = invariant.id;
    }
  }
  return outcome;
}

void Exploration::note_cell(const Session& before, const Outcome& outcome, const Event& event) {
  const Instant now = outcome.session.world.now;
  // What has slept reacts to its waking first: two cells at once.
  if (!is_current(before.world, event) || slept(event, before.deadline(), now)) {
    return;
  }
  const auto note = [&](EventKind kind) {
    findings_.cells.insert({.state = before.world.view.state,
                            .event = kind,
                            .target = outcome.session.world.view.state});
  };
  if (!std::holds_alternative<event::Tick>(event)) {
    note(kind_of(event));
  } else if (const auto timer = Fingerprint::only_timer_due(before.machine, now)) {
    note(event_kind_of(*timer));
  }
}

void Exploration::expand(StateId id, const Session& session) {
  present_ = id;
  Future future;
  for (const MoveId move : possible(session)) {
    Outcome outcome = take(session, move);
    const std::string fingerprint = outcome.session.fingerprint();
    future.add(outcome, fingerprint);
    if (!outcome.broken.empty()) {
      report(outcome.broken, path_to(id, move));
    } else if (!outcome.session.world.is_finished) {
      arrive(id, move, std::move(outcome.session), fingerprint);
    }
  }
  futures_.push_back(future.hash());
}

void Exploration::arrive(StateId parent, MoveId move, Session session,
                         const std::string& fingerprint) {
  const auto [at, is_new] = known_.try_emplace(fingerprint, static_cast<StateId>(arrivals_.size()));
  if (is_new) {
    const std::size_t depth = arrivals_.empty() ? 0 : arrivals_[parent].depth + 1U;
    arrivals_.push_back(
        {.parent = parent, .move = move, .depth = static_cast<std::uint16_t>(depth)});
    findings_.depth = std::max(findings_.depth, depth);
    waiting_.emplace_back(at->second, std::move(session));
  } else if (++reached_again_ % limits_.compare_every == 0) {
    again_.push_back(
        {.id = at->second, .parent = parent, .move = move, .future = future_of(session).hash()});
  }
}

Future Exploration::future_of(const Session& session) {
  Future future;
  for (const MoveId move : possible(session)) {
    const Outcome outcome = take(session, move);
    future.add(outcome, outcome.session.fingerprint());
  }
  return future;
}

/// States that look the same must go on the same: else the fingerprint leaves out what matters.
void Exploration::compare() {
  for (const auto& [id, parent, move, future] : again_) {
    if (id >= futures_.size()) {
      continue;
    }
    ++findings_.compared;
    if (futures_[id] != future) {
      std::vector<std::string> path = path_to(id);
      path.emplace_back("or, by another way,");
      std::ranges::copy(path_to(parent, move), std::back_inserter(path));
      report(kUnlike, std::move(path));
    }
  }
}

void Exploration::report(std::string_view broken, std::vector<std::string> path) {
  const bool is_told = std::ranges::any_of(
      findings_.violations, [&](const Violation& told) { return told.invariant == broken; });
  // The search is breadth-first: the first way to break an invariant is the shortest.
  if (!is_told) {
    findings_.violations.push_back({.invariant = std::string(broken), .path = std::move(path)});
  }
}

std::vector<std::string> Exploration::path_to(StateId id) const {
  std::vector<std::string> path;
  for (; id != 0; id = arrivals_[id].parent) {
    path.emplace_back(all_moves()[arrivals_[id].move].name);
  }
  std::ranges::reverse(path);
  return path;
}

std::vector<std::string> Exploration::path_to(StateId id, MoveId then) const {
  std::vector<std::string> path = path_to(id);
  path.emplace_back(all_moves()[then].name);
  return path;
}

std::vector<std::string> Exploration::present_path() const {
  return path_to(present_, present_move_);
}

}  // namespace

Findings explore(const Setting& setting, const Limits& limits) {
  return Exploration(setting, limits).run();
}

}  // namespace tss::explore
