#include "tss/event_stream.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <utility>

#include "tss/utf8.hpp"

namespace tss {

using namespace std::string_view_literals;

namespace {

/// How many bytes there are before the first CR or LF. Most of a line is passed word by word: only
/// a byte below 0x10 may be one of them.
std::size_t line_length(std::string_view bytes) {
  constexpr std::uint64_t kHighBits = 0x8080'8080'8080'8080U;
  constexpr std::uint64_t kLowest = 0x1010'1010'1010'1010U;
  std::size_t length = 0;
  while (length < bytes.size()) {
    std::uint64_t word = 0;
    if (bytes.size() - length >= sizeof word) {
      std::memcpy(&word, bytes.data() + length, sizeof word);
      if (((word - kLowest) & ~word & kHighBits) == 0) {
        length += sizeof word;
        continue;
      }
    }
    if (bytes[length] == '\n' || bytes[length] == '\r') {
      break;
    }
    ++length;
  }
  return length;
}

void remove_front(std::string_view& text, std::string_view front) {
  if (text.starts_with(front)) {
    text.remove_prefix(front.size());
  }
}

/// Where the first `wanted` is, or the length. It is near: a field's name is short.
std::size_t find(std::string_view bytes, char wanted) {
  std::size_t at = 0;
  while (at < bytes.size() && bytes[at] != wanted) {
    ++at;
  }
  return at;
}

void decode(std::string& text, std::string_view bytes) {
  text.clear();
  append_utf8(text, bytes);
}

/// Digits only, at least one. A double, so that more of them never wrap around.
std::optional<Millis> read_milliseconds(std::string_view digits) {
  constexpr double kMost = 9'007'199'254'740'991;
  double value = 0;
  for (const char c : digits) {
    if (c < '0' || c > '9') {
      return std::nullopt;
    }
    value = std::min((value * 10) + (c - '0'), kMost);
  }
  return digits.empty() ? std::nullopt : std::optional{Millis{value}};
}

}  // namespace

void EventStream::start(const std::string& last_event_id) {
  begin_frame(Place::reading);
  is_first_line_ = true;
  skip_line_feed_ = false;
  last_event_id_ = last_event_id;
  reconnection_time_.reset();
}

EventStream::Found EventStream::next(std::string_view& bytes) {
  if (place_ == Place::told) {
    begin_frame(Place::reading);
  }
  auto found = Found::nothing;
  while (found == Found::nothing && !bytes.empty()) {
    if (std::exchange(skip_line_feed_, false) && bytes.front() == '\n') {
      bytes.remove_prefix(1);
      continue;
    }
    const std::string_view part = bytes.substr(0, line_length(bytes));
    bytes.remove_prefix(part.size());
    if (bytes.empty()) {
      return keep(part);
    }
    skip_line_feed_ = bytes.front() == '\r';
    bytes.remove_prefix(1);
    found = end_line(part);
  }
  return found;
}

EventStream::Found EventStream::keep(std::string_view part) {
  const bool is_too_much = overflows(part);
  line_ += place_ == Place::skipping ? part.substr(0, line_.empty() ? 1 : 0) : part;
  return is_too_much ? Found::too_large : Found::nothing;
}

EventStream::Found EventStream::end_line(std::string_view part) {
  const bool may_have_mark = std::exchange(is_first_line_, false);
  const bool is_blank = line_.empty() && part.empty();
  auto found = overflows(part) ? Found::too_large : Found::nothing;
  if (place_ == Place::skipping) {
    place_ = is_blank ? Place::reading : Place::skipping;
  } else {
    std::string_view line = line_.empty() ? part : line_.append(part);
    if (may_have_mark) {
      remove_front(line, "\xEF\xBB\xBF"sv);
    }
    if (line.empty()) {
      found = end_frame();
    } else {
      take_line(line);
    }
  }
  line_.clear();
  return found;
}

EventStream::Found EventStream::end_frame() {
  if (std::exchange(names_id_, false)) {
    last_event_id_.swap(id_);
    id_.clear();
  }
  if (data_.empty()) {
    name_.clear();
    return Found::nothing;
  }
  data_.pop_back();
  place_ = Place::told;
  return Found::event;
}

void EventStream::take_line(std::string_view line) {
  const std::string_view field = line.substr(0, find(line, ':'));
  std::string_view value = line.substr(std::min(field.size() + 1, line.size()));
  remove_front(value, " "sv);
  if (field == "data"sv) {
    append_utf8(data_, value);
    data_ += '\n';
  } else if (field == "event"sv) {
    decode(name_, value);
  } else if (field == "id"sv) {
    if (find(value, '\0') == value.size()) {
      decode(id_, value);
      names_id_ = true;
    }
  } else if (field == "retry"sv) {
    if (const auto asked = read_milliseconds(value)) {
      reconnection_time_ = asked;
    }
  }
}

void EventStream::begin_frame(Place place) {
  place_ = place;
  line_.clear();
  name_.clear();
  data_.clear();
  id_.clear();
  names_id_ = false;
}

bool EventStream::overflows(std::string_view part) {
  const std::size_t size = data_.size() + name_.size() + id_.size() + line_.size() + part.size();
  if (place_ == Place::skipping || static_cast<double>(size) <= frame_limit_) {
    return false;
  }
  begin_frame(Place::skipping);
  return true;
}

}  // namespace tss
