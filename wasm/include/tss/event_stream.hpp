/// The parser of text/event-stream: bytes in, events out (WHATWG HTML 9.2.5 and 9.2.6).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "tss/types.hpp"

namespace tss {

/// Reads one stream after the other. It is told what arrives and is asked for the events one by
/// one, so a reader may stop anywhere. All texts are valid UTF-8: what is not in the bytes comes
/// out as U+FFFD. Time is linear in the bytes, however they are cut.
///
///     for (auto found = stream.next(bytes); found != Found::nothing; found = stream.next(bytes))
class EventStream {
 public:
  enum class Found : std::uint8_t {
    /// All bytes are read, and no further event ended in them.
    nothing,
    /// An event: name(), data(), last_event_id().
    event,
    /// A frame (what one blank line ends) beyond the limit. It is left out, with its id.
    too_large,
  };

  /// `frame_limit`: how many bytes one frame may come to, its data, name and id so far and its
  /// present line together.
  explicit EventStream(double frame_limit) noexcept : frame_limit_(frame_limit) {}

  /// What comes now is another stream. `last_event_id`: where it was resumed; it holds until the
  /// stream names another.
  void start(const std::string& last_event_id);

  /// Reads on until something is found, and takes what it has read from the front of `bytes`.
  [[nodiscard]] Found next(std::string_view& bytes);

  /// The event that was found, until the next call: its type, "message" where it names none.
  [[nodiscard]] std::string_view name() const {
    return name_.empty() ? std::string_view("message") : std::string_view(name_);
  }
  /// Its data, lines joined by line feeds, until the next call.
  [[nodiscard]] std::string_view data() const { return data_; }

  /// Of the event that was found, and where to resume the stream. Frames without data count too.
  [[nodiscard]] const std::string& last_event_id() const { return last_event_id_; }

  /// What the server asked to wait before it is called again, if it did; at most 2^53 − 1 ms.
  [[nodiscard]] std::optional<Millis> reconnection_time() const { return reconnection_time_; }

 private:
  enum class Place : std::uint8_t {
    /// In a frame, or before one.
    reading,
    /// A frame has ended in an event, whose texts are kept for the reader.
    told,
    /// In a frame that is too large. Of its line only what tells that it is not blank is kept.
    skipping,
  };

  [[nodiscard]] Found keep(std::string_view part);
  [[nodiscard]] Found end_line(std::string_view part);
  [[nodiscard]] Found end_frame();
  void take_line(std::string_view line);
  void begin_frame(Place place);
  /// Gives the frame up if `part` makes it too large.
  [[nodiscard]] bool overflows(std::string_view part);

  double frame_limit_;
  Place place_ = Place::reading;
  /// No line has ended yet: a byte-order mark may lead it.
  bool is_first_line_ = true;
  /// The last line ended in CR: an LF belongs to it, however much later it comes.
  bool skip_line_feed_ = false;
  /// What came of the line that has not ended.
  std::string line_;
  std::string name_;
  /// Each line of data with an LF behind it.
  std::string data_;
  /// The id that the frame names, if it does; it counts when the frame has ended.
  std::string id_;
  bool names_id_ = false;
  std::string last_event_id_;
  std::optional<Millis> reconnection_time_;
};

}  // namespace tss
