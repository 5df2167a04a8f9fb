#include "codec_reference.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace tss::fuzz {

namespace {

using nlohmann::json;

constexpr double kMaxSafeInteger = 9007199254740991.0;

std::size_t depth_of(const json& tree) {
  std::size_t deepest = 0;
  if (tree.is_structured()) {
    for (const json& inner : tree) {
      deepest = std::max(deepest, depth_of(inner));
    }
    ++deepest;
  }
  return deepest;
}

/// The object that `text` is, within the limits.
std::optional<json> object_of(std::string_view text, const Policy& policy) {
  // nlohmann's parser is more lenient than JSON.parse in these two.
  const bool is_lenient_only =
      text.starts_with("\xEF\xBB\xBF") || text.find('\0') != std::string_view::npos;
  if (static_cast<double>(text.size()) > policy.max_frame_bytes || is_lenient_only ||
      !json::accept(text)) {
    return std::nullopt;
  }
  json tree = json::parse(text, nullptr, false);
  if (!tree.is_object() || static_cast<double>(depth_of(tree)) > policy.max_depth) {
    return std::nullopt;
  }
  return tree;
}

using Judge = bool (*)(const json&);

bool is_string(const json& value) { return value.is_string(); }
bool is_boolean(const json& value) { return value.is_boolean(); }
bool is_string_or_null(const json& value) { return value.is_string() || value.is_null(); }

bool is_between(const json& value, double low, double high) {
  return value.is_number() && value.get<double>() >= low && value.get<double>() <= high;
}
bool is_whole(const json& value, double low) {
  return is_between(value, low, kMaxSafeInteger) &&
         std::trunc(value.get<double>()) == value.get<double>();
}
bool is_sequence(const json& value) { return is_whole(value, 0); }
bool is_attempt(const json& value) { return is_whole(value, 1); }
bool is_progress(const json& value) { return is_between(value, 0, 100); }
bool is_amount_or_null(const json& value) {
  return value.is_null() || is_between(value, 0, kMaxSafeInteger);
}

/// It goes back to the server in an address, with a dash and up to 16 digits behind it.
bool is_epoch(const json& value) {
  if (!value.is_string()) {
    return false;
  }
  const std::string text = value.get<std::string>();
  return text.size() + 17 <= 256 && std::ranges::none_of(text, [](char c) {
           const auto byte = static_cast<unsigned char>(c);
           return byte < 0x20 || byte == 0x7F;
         });
}

bool has(const json& object, const char* key, Judge is_right) {
  return object.contains(key) && is_right(object.at(key));
}
bool has_or_lacks(const json& object, const char* key, Judge is_right) {
  return !object.contains(key) || is_right(object.at(key));
}

bool is_error_or_null(const json& value) {
  return value.is_null() ||
         (value.is_object() && has(value, "code", is_string) && has(value, "message", is_string));
}

bool is_statistics_or_null(const json& value) {
  constexpr std::array kAmounts = {"audio_seconds", "processed_seconds",
                                   "segments_done", "segments_total",
                                   "words",         "realtime_factor"};
  return value.is_null() ||
         (value.is_object() && std::ranges::all_of(kAmounts, [&value](const char* key) {
            return has_or_lacks(value, key, is_amount_or_null);
          }));
}

bool is_status(const json& object) {
  return has(object, "session_id", is_string) && has(object, "epoch", is_epoch) &&
         has(object, "sequence", is_sequence) && has(object, "attempt", is_attempt) &&
         has(object, "status", is_string) && has(object, "progress", is_progress) &&
         has(object, "message", is_string) && has(object, "timestamp", is_string) &&
         has_or_lacks(object, "estimated_completion", is_string_or_null) &&
         has_or_lacks(object, "error", is_error_or_null) &&
         has_or_lacks(object, "statistics", is_statistics_or_null);
}

JobWord word_of(const std::string& text) {
  constexpr std::array<std::string_view, 5> kWords = {"queued", "processing", "completed", "failed",
                                                      "cancelled"};
  const auto* found = std::ranges::find(kWords, text);
  // JobWord::unknown is the one behind the known.
  return static_cast<JobWord>(found - kWords.begin());
}

}  // namespace

bool has_repeated_keys(std::string_view text) {
  // For each object that is open, from the outermost.
  std::vector<std::set<std::string>> keys;
  bool repeated = false;
  const auto note = [&](int, json::parse_event_t event, const json& parsed) {
    if (event == json::parse_event_t::object_start) {
      keys.emplace_back();
    } else if (event == json::parse_event_t::object_end) {
      keys.pop_back();
    } else if (event == json::parse_event_t::key) {
      repeated = !keys.back().insert(parsed.get<std::string>()).second || repeated;
    }
    return true;
  };
  (void)json::parse(text, note, false);
  return repeated;
}

std::optional<Status> expected_status(std::string_view text, const Policy& policy) {
  const auto object = object_of(text, policy);
  if (!object || !is_status(*object)) {
    return std::nullopt;
  }
  return Status{.epoch = object->at("epoch").get<std::string>(),
                .sequence = object->at("sequence").get<double>(),
                .attempt = object->at("attempt").get<double>(),
                .word = word_of(object->at("status").get<std::string>()),
                .progress = object->at("progress").get<double>(),
                .text = std::string(text)};
}

std::optional<CloseNotice> expected_close(std::string_view text, const Policy& policy) {
  const auto object = object_of(text, policy);
  if (!object || !has(*object, "reconnect", is_boolean) ||
      !has_or_lacks(*object, "retry_after_ms", is_amount_or_null) ||
      !has_or_lacks(*object, "reason", is_string)) {
    return std::nullopt;
  }
  CloseNotice notice{.reconnect = object->at("reconnect").get<bool>(),
                     .idle = object->value("reason", json()) == "idle"};
  const json wait = object->value("retry_after_ms", json());
  if (wait.is_number() && wait.get<double>() > 0) {
    notice.retry_after = Millis{wait.get<double>()};
  }
  return notice;
}

std::optional<std::string> expected_heartbeat(std::string_view text, const Policy& policy) {
  const auto object = object_of(text, policy);
  if (!object || !has(*object, "timestamp", is_string)) {
    return std::nullopt;
  }
  return object->at("timestamp").get<std::string>();
}

}  // namespace tss::fuzz
