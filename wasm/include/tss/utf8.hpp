/// Bytes to text, as the WHATWG Encoding standard decodes UTF-8.
#pragma once

#include <string>
#include <string_view>

namespace tss {

/// Appends `bytes` to `text`. What is not UTF-8 becomes U+FFFD, one for each maximal part of a
/// character (https://encoding.spec.whatwg.org/#utf-8-decoder), so `text` stays valid UTF-8. A
/// byte-order mark is a character like any other.
void append_utf8(std::string& text, std::string_view bytes);

}  // namespace tss
