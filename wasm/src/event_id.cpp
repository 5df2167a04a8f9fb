#include "tss/event_id.hpp"

#include <algorithm>

namespace tss {

bool is_fit_to_echo(std::string_view id, std::size_t suffix) {
  constexpr unsigned char kSpace = 0x20;
  constexpr unsigned char kDelete = 0x7f;
  return id.size() + suffix <= kLongestEventId && std::ranges::none_of(id, [](char c) {
           const auto byte = static_cast<unsigned char>(c);
           return byte < kSpace || byte == kDelete;
         });
}

}  // namespace tss
