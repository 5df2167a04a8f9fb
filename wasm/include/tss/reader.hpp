/// From records of the boundary to events of the machine.
#pragma once

#include <string_view>

#include "tss/boundary.hpp"
#include "tss/config.hpp"
#include "tss/event.hpp"
#include "tss/status.hpp"
#include "tss/types.hpp"

namespace tss {

/// What a record means, and what is wrong with what it carried, if anything is.
struct Reading {
  Event event;
  Complaint complaint = Complaint::none;
  /// The field at fault. Lives as long as the program.
  std::string_view field = {};
};

/// Reads a record. A frame or body that is no valid status becomes a sign of life or a failed
/// request, and a complaint. A valid status is left in `status`, and the event points there.
[[nodiscard]] Reading read(const EventRecord& record, const Policy& policy, Status& status);

/// Reads one event of the stream `generation`: its name, "message" where it has none, and its data.
/// `status`: as for read().
[[nodiscard]] Reading read_message(std::string_view name, std::string_view data,
                                   Generation generation, const Policy& policy, Status& status);

}  // namespace tss
