// Recorded runs of the whole core: tests/golden/README.md says what they are and how to record
// them.
#include <gmock/gmock.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <limits>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "golden_json.hpp"
#include "tss/core.hpp"

namespace tss::test {
namespace {

using nlohmann::json;
namespace fs = std::filesystem;

fs::path in_folder(const std::string& name) { return fs::path{TSS_GOLDEN_DIR} / name; }

/// The names of the scenarios, without their ending.
std::vector<std::string> scenarios() {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(in_folder(""))) {
    if (entry.path().extension() == ".json") {
      names.push_back(entry.path().stem().string());
    }
  }
  std::ranges::sort(names);
  return names;
}

json read_json(const fs::path& path) {
  std::ifstream file(path);
  return json::parse(file, nullptr, false);
}

/// What is in `now` and not the same in `before`; both without nesting.
json changes(const json& before, const json& now) {
  json changed = json::object();
  for (const auto& [name, value] : now.items()) {
    if (before.value(name, json()) != value) {
      changed[name] = value;
    }
  }
  return changed;
}

/// One run of a scenario, step by step.
class Replay {
 public:
  explicit Replay(const json& scenario)
      : texts_(scenario.at("texts")),
        core_(policy_of(scenario.at("policy")), scenario.at("seed").get<std::uint32_t>()),
        now_(scenario.at("startAt").get<double>()) {
    note(
        "start",
        core_.start(environment_of(scenario.at("environment")),
                    with_text(scenario, "knownStatus").at("knownStatus").get<std::string>(), now_));
    for (const json& step : scenario.at("steps")) {
      take(step);
    }
  }

  [[nodiscard]] const json& trace() const { return trace_; }

 private:
  void take(const json& step) {
    if (step.contains("wait")) {
      pass(now_ + step.at("wait").get<double>());
    } else if (step.contains("sleep")) {
      now_ += step.at("sleep").get<double>();
      dispatch({.type = EventType::tick}, "tick");
    } else {
      const json told = with_text(step, "text");
      EventRecord event = event_of(told);
      const json generation = step.value("generation", json(0));
      if (generation == "stream") {
        event.generation = stream_;
      } else if (generation == "request") {
        event.generation = request_;
      }
      dispatch(event, step.at("type").get<std::string>());
    }
  }

  /// Time goes by; timers fire at their times.
  void pass(double end) {
    while (core_.next_deadline() <= end) {
      now_ = std::max(now_, core_.next_deadline());
      dispatch({.type = EventType::tick}, "tick");
    }
    now_ = end;
  }

  void dispatch(const EventRecord& event, const std::string& type) {
    note(type, core_.dispatch(event, now_));
  }

  void note(const std::string& type, const std::vector<EffectRecord>& effects) {
    json done = json::array();
    for (const EffectRecord& effect : effects) {
      done.push_back(json_of(effect));
      if (effect.type == EffectType::open_stream) {
        stream_ = effect.generation;
      } else if (effect.type == EffectType::request_status) {
        request_ = effect.generation;
      }
    }
    json snapshot = json_of(core_.snapshot(now_)).flatten();
    trace_.push_back({{"at", now_},
                      {"event", type},
                      {"effects", std::move(done)},
                      {"deadline", json_of(core_.next_deadline())},
                      {"snapshot", changes(snapshot_, snapshot)}});
    snapshot_ = std::move(snapshot);
  }

  /// `record` with its text for the name "@name" in `field`.
  [[nodiscard]] json with_text(json record, const std::string& field) const {
    const std::string name = record.value(field, "");
    if (name.starts_with('@')) {
      record[field] = texts_.at(name.substr(1));
    }
    return record;
  }

  json texts_;
  Core core_;
  double now_;
  double stream_ = 0;
  double request_ = 0;
  json snapshot_ = json::object();
  json trace_ = json::array();
};

class Golden : public testing::TestWithParam<std::string> {};

TEST_P(Golden, the_core_does_what_was_recorded) {
  const Replay replay(read_json(in_folder(GetParam() + ".json")));
  const fs::path recorded = in_folder("expected/" + GetParam() + ".json");
  if (std::getenv("GOLDEN_RECORD") != nullptr) {
    std::ofstream(recorded) << replay.trace().dump(1) << '\n';
    return;
  }
  const json expected = read_json(recorded);
  ASSERT_TRUE(expected.is_array()) << "no recording; 'npm run golden -- --record' makes it";
  for (std::size_t i = 0; i < std::min(expected.size(), replay.trace().size()); ++i) {
    ASSERT_EQ(replay.trace()[i], expected[i]) << "at step " << i;
  }
  EXPECT_EQ(replay.trace().size(), expected.size());
}

INSTANTIATE_TEST_SUITE_P(Scenarios, Golden, testing::ValuesIn(scenarios()),
                         [](const auto& instance) {
                           std::string name = instance.param;
                           std::ranges::replace(name, '-', '_');
                           return name;
                         });

}  // namespace
}  // namespace tss::test
