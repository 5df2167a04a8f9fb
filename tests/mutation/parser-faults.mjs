/** Faults for the event-stream parser, in the form of machine-faults.mjs. */
const PARSER = 'wasm/src/event_stream.cpp'

const fault = (about, file, ...edits) => ({ breaks: 'parser', about, file, edits })

export const PARSER_FAULTS = [
  fault('a byte-order mark is taken off every line', PARSER, [
    'if (may_have_mark) {',
    'if (may_have_mark || true) {',
  ]),
  fault('CR LF ends two lines', PARSER, [
    "skip_line_feed_ = bytes.front() == '\\r';",
    'skip_line_feed_ = false;',
  ]),
  fault('an id with NUL counts', PARSER, [
    "if (find(value, '\\0') == value.size()) {",
    'if (true) {',
  ]),
  fault('the blank after the colon stays', PARSER, ['  remove_front(value, " "sv);\n', '']),
  fault('an event without data is told', PARSER, [
    'if (data_.empty()) {\n    name_.clear();\n    return Found::nothing;\n  }\n  data_.pop_back();',
    'if (!data_.empty()) {\n    data_.pop_back();\n  }',
  ]),
  fault('the name outlives its event', PARSER, [
    '  line_.clear();\n  name_.clear();\n  data_.clear();\n  id_.clear();',
    '  line_.clear();\n  data_.clear();\n  id_.clear();',
  ]),
  fault('the last id is forgotten', PARSER, [
    'if (std::exchange(names_id_, false)) {',
    'if (names_id_ = false; true) {',
  ]),
  fault('a retry may wrap', PARSER, [
    "value = std::min((value * 10) + (c - '0'), kMost);",
    "value = std::min((value * 10) + (c - '0'), kMost * 1e280);",
  ]),
  fault('frames may be of any length', PARSER, [
    'static_cast<double>(size) <= frame_limit_',
    'static_cast<double>(size) <= frame_limit_ + 1e18',
  ]),
  fault('a frame that is too large is told in part', PARSER, [
    '  begin_frame(Place::skipping);\n  return true;',
    '  begin_frame(Place::reading);\n  return true;',
  ]),
]
