#include "event_stream_reference.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>

namespace tss::fuzz {

namespace {

constexpr std::string_view kMark = "\xEF\xBB\xBF";

struct Line {
  /// As it came, for the frame limit.
  std::string_view bytes;
  bool is_ended = false;
};

/// "Lines must be separated by either a CRLF pair, a single LF, or a single CR."
std::vector<Line> lines_of(std::string_view body) {
  std::vector<Line> lines;
  while (!body.empty()) {
    const std::size_t end = body.find_first_of("\r\n");
    if (end == std::string_view::npos) {
      lines.push_back({.bytes = body});
      break;
    }
    lines.push_back({.bytes = body.substr(0, end), .is_ended = true});
    body.remove_prefix(end + (body.substr(end).starts_with("\r\n") ? 2 : 1));
  }
  return lines;
}

/// The decoder of the Encoding standard (4.6.1.1) as it is written there: one byte at a time.
class Decoder {
 public:
  static std::string decode(std::string_view bytes) {
    Decoder decoder;
    for (const char c : bytes) {
      const auto byte = static_cast<std::uint8_t>(c);
      if (!decoder.take(byte)) {
        decoder.take(byte);
      }
    }
    if (decoder.needed_ != 0) {
      decoder.replace();
    }
    return decoder.text_;
  }

 private:
  /// False if `byte` ended a character too early, and is to be taken once more.
  bool take(std::uint8_t byte) {
    if (needed_ == 0) {
      begin(byte);
      return true;
    }
    if (byte < lower_ || byte > upper_) {
      replace();
      return false;
    }
    lower_ = 0x80;
    upper_ = 0xBF;
    pending_ += static_cast<char>(byte);
    if (pending_.size() == needed_) {
      text_ += pending_;
      needed_ = 0;
    }
    return true;
  }

  void begin(std::uint8_t byte) {
    pending_ = std::string(1, static_cast<char>(byte));
    if (byte <= 0x7F) {
      text_ += pending_;
    } else if (byte >= 0xC2 && byte <= 0xDF) {
      needed_ = 2;
    } else if (byte >= 0xE0 && byte <= 0xEF) {
      lower_ = byte == 0xE0 ? 0xA0 : 0x80;
      upper_ = byte == 0xED ? 0x9F : 0xBF;
      needed_ = 3;
    } else if (byte >= 0xF0 && byte <= 0xF4) {
      lower_ = byte == 0xF0 ? 0x90 : 0x80;
      upper_ = byte == 0xF4 ? 0x8F : 0xBF;
      needed_ = 4;
    } else {
      replace();
    }
  }

  void replace() {
    text_ += "\xEF\xBF\xBD";
    needed_ = 0;
    lower_ = 0x80;
    upper_ = 0xBF;
  }

  std::string text_;
  std::string pending_;
  std::size_t needed_ = 0;
  std::uint8_t lower_ = 0x80;
  std::uint8_t upper_ = 0xBF;
};

/// What `digits` come to, but never more than 2^53 - 1.
double milliseconds(const std::string& digits) {
  constexpr std::uint64_t kMost = 9'007'199'254'740'991;
  constexpr std::size_t kSafeDigits = 18;
  const std::string significant =
      digits.substr(std::min(digits.find_first_not_of('0'), digits.size()));
  const bool fits = significant.size() <= kSafeDigits;
  return static_cast<double>(fits ? std::min<std::uint64_t>(std::stoull('0' + significant), kMost)
                                  : kMost);
}

/// The buffers of the standard, by their names there.
class Interpreter {
 public:
  Interpreter(std::string last_event_id, std::size_t frame_limit) : frame_limit_(frame_limit) {
    reading_.last_event_id = std::move(last_event_id);
  }

  void take(const Line& line, bool is_first) {
    if (is_skipping_) {
      is_skipping_ = !line.is_ended || !line.bytes.empty();
      return;
    }
    const std::size_t size = data_.size() + event_type_.size() + id_.value_or("").size();
    if (size + line.bytes.size() > frame_limit_) {
      forget_frame();
      reading_.found.push_back({.is_too_large = true});
      is_skipping_ = !line.is_ended || !line.bytes.empty();
      return;
    }
    if (!line.is_ended) {
      // "Once the end of the file is reached, any pending data must be discarded."
      return;
    }
    std::string_view bytes = line.bytes;
    if (is_first && bytes.starts_with(kMark)) {
      bytes.remove_prefix(kMark.size());
    }
    process(Decoder::decode(bytes));
  }

  [[nodiscard]] const Reading& reading() const { return reading_; }

 private:
  void process(const std::string& line) {
    const std::size_t colon = line.find(':');
    if (line.empty()) {
      dispatch();
    } else if (colon == std::string::npos) {
      process_field(line, "");
    } else if (colon > 0) {
      const std::string value = line.substr(colon + 1);
      process_field(line.substr(0, colon), value.starts_with(' ') ? value.substr(1) : value);
    }
  }

  void process_field(const std::string& field, const std::string& value) {
    if (field == "event") {
      event_type_ = value;
    } else if (field == "data") {
      data_ += value + "\n";
    } else if (field == "id" && value.find('\0') == std::string::npos) {
      id_ = value;
    } else if (field == "retry" && !value.empty() &&
               value.find_first_not_of("0123456789") == std::string::npos) {
      reading_.retry_ms = milliseconds(value);
    }
  }

  void dispatch() {
    reading_.last_event_id = id_.value_or(reading_.last_event_id);
    if (!data_.empty()) {
      data_.pop_back();
      reading_.found.push_back({.name = event_type_.empty() ? "message" : event_type_,
                                .data = data_,
                                .last_event_id = reading_.last_event_id});
    }
    forget_frame();
  }

  void forget_frame() {
    data_.clear();
    event_type_.clear();
    id_.reset();
  }

  std::size_t frame_limit_;
  bool is_skipping_ = false;
  std::string data_;
  std::string event_type_;
  /// The last event ID buffer, once the frame has set it.
  std::optional<std::string> id_;
  Reading reading_;
};

}  // namespace

Reading read_by_the_letter(std::string_view body, const std::string& last_event_id,
                           std::size_t frame_limit) {
  Interpreter interpreter(last_event_id, frame_limit);
  bool is_first = true;
  for (const Line& line : lines_of(body)) {
    interpreter.take(line, is_first);
    is_first = false;
  }
  return interpreter.reading();
}

}  // namespace tss::fuzz
