#include "tss/status_codec.hpp"

#include <array>
#include <cstddef>
#include <utility>

#include "json_fields.hpp"
#include "tss/event_id.hpp"
#include "tss/timestamp.hpp"

namespace tss {

using namespace std::string_view_literals;

namespace {

using json::Field;
using json::FieldReader;

// The first six are read back by their place.
enum StatusField : std::size_t { kEpoch, kSequence, kAttempt, kWord, kProgress, kTimestamp };

constexpr std::array kStatusFields = {
    Field{.name = "epoch", .types = json::kString, .required = true},
    Field{.name = "sequence", .types = json::kInteger, .required = true},
    Field{.name = "attempt", .types = json::kInteger, .required = true, .low = 1},
    Field{.name = "status", .types = json::kString, .required = true},
    Field{.name = "progress", .types = json::kNumber, .required = true, .high = 100},
    Field{.name = "timestamp", .types = json::kString, .required = true},
    Field{.name = "session_id", .types = json::kString, .required = true},
    Field{.name = "message", .types = json::kString, .required = true},
    Field{.name = "estimated_completion", .types = json::kString | json::kNull},
    Field{.name = "error", .types = json::kObject | json::kNull},
    Field{.name = "code", .types = json::kString, .required = true, .inside = "error"},
    Field{.name = "message", .types = json::kString, .required = true, .inside = "error"},
    Field{.name = "statistics", .types = json::kObject | json::kNull},
    Field{.name = "audio_seconds", .types = json::kNumber | json::kNull, .inside = "statistics"},
    Field{
        .name = "processed_seconds", .types = json::kNumber | json::kNull, .inside = "statistics"},
    Field{.name = "segments_done", .types = json::kNumber | json::kNull, .inside = "statistics"},
    Field{.name = "segments_total", .types = json::kNumber | json::kNull, .inside = "statistics"},
    Field{.name = "words", .types = json::kNumber | json::kNull, .inside = "statistics"},
    Field{.name = "realtime_factor", .types = json::kNumber | json::kNull, .inside = "statistics"},
};

enum CloseField : std::size_t { kReconnect, kRetryAfter, kReason };

constexpr std::array kCloseFields = {
    Field{.name = "reconnect", .types = json::kBoolean, .required = true},
    Field{.name = "retry_after_ms", .types = json::kNumber | json::kNull},
    Field{.name = "reason", .types = json::kString},
};

constexpr std::array kHeartbeatFields = {Field{.name = "timestamp", .types = json::kString}};

constexpr std::array<std::pair<std::string_view, JobWord>, 5> kWords = {{
    {"queued", JobWord::queued},
    {"processing", JobWord::processing},
    {"completed", JobWord::completed},
    {"failed", JobWord::failed},
    {"cancelled", JobWord::cancelled},
}};

JobWord word_of(std::string_view text) {
  for (const auto& [name, word] : kWords) {
    if (name == text) {
      return word;
    }
  }
  return JobWord::unknown;
}

/// nlohmann's lexer skips a byte-order mark and takes a NUL for the end of the text. JSON.parse,
/// which reads an accepted text again for the app, does neither.
bool is_lenient_only(std::string_view text) {
  return text.starts_with("\xEF\xBB\xBF"sv) || text.find('\0') != std::string_view::npos;
}

std::optional<Refused> read(FieldReader& reader, std::string_view text, const Policy& policy) {
  if (static_cast<double>(text.size()) > policy.max_frame_bytes) {
    return Refused{.why = Complaint::too_large, .field = {}};
  }
  if (is_lenient_only(text)) {
    return Refused{.why = Complaint::not_json, .field = {}};
  }
  return reader.read(text);
}

}  // namespace

std::optional<Refused> decode_status(std::string_view text, const Policy& policy, Status& status) {
  FieldReader reader(kStatusFields, policy.max_depth);
  if (const auto refused = read(reader, text, policy)) {
    return refused;
  }
  // It goes back to the server as `<epoch>-<sequence>`, in whose second part are up to 16 digits.
  constexpr std::size_t kLongestSequence = 17;
  if (!is_fit_to_echo(reader.value(kEpoch).text, kLongestSequence)) {
    return Refused{.why = Complaint::out_of_range, .field = kStatusFields[kEpoch].name};
  }
  status.epoch = std::move(reader.value(kEpoch).text);
  status.sequence = reader.value(kSequence).number;
  status.attempt = reader.value(kAttempt).number;
  status.word = word_of(reader.value(kWord).text);
  status.progress = reader.value(kProgress).number;
  status.text = text;
  status.made_ms = parse_timestamp(reader.value(kTimestamp).text);
  return std::nullopt;
}

std::optional<Refused> decode_close(std::string_view text, const Policy& policy,
                                    CloseNotice& notice) {
  FieldReader reader(kCloseFields, policy.max_depth);
  if (const auto refused = read(reader, text, policy)) {
    return refused;
  }
  const double wait = reader.value(kRetryAfter).number;
  notice = {.reconnect = reader.value(kReconnect).number != 0,
            .retry_after = wait > 0 ? std::optional{Millis{wait}} : std::nullopt,
            .idle = reader.value(kReason).text == "idle"sv};
  return std::nullopt;
}

std::optional<double> decode_heartbeat(std::string_view text, const Policy& policy) {
  FieldReader reader(kHeartbeatFields, policy.max_depth);
  if (read(reader, text, policy)) {
    return std::nullopt;
  }
  return parse_timestamp(reader.value(0).text);
}

}  // namespace tss
