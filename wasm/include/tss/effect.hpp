/// Everything the machine can ask for. The shell carries effects out in order, after handle().
#pragma once

#include <variant>

#include "tss/types.hpp"

namespace tss::effect {

/// Open a stream that resumes at Machine::last_event_id(); echo the generation in everything that
/// is heard from it.
struct OpenStream {
  Generation generation;
};
/// Close the stream, also when it has failed: a native EventSource would try again by itself.
struct CloseStream {
  Generation generation;
};
/// GET the status; echo the generation in the answer.
struct RequestStatus {
  Generation generation;
};
/// Abort the request. Nothing is expected from it any more.
struct CancelRequest {
  Generation generation;
};
/// Get new credentials; the stream or request that is asked for next waits for them.
struct RenewCredentials {};
/// The snapshot has changed.
struct Publish {
  /// More than a newer status has changed.
  bool urgent;
};
/// The session has no users and holds nothing any more: let it go.
struct Finish {};

}  // namespace tss::effect

namespace tss {

using Effect =
    std::variant<effect::OpenStream, effect::CloseStream, effect::RequestStatus,
                 effect::CancelRequest, effect::RenewCredentials, effect::Publish, effect::Finish>;

}  // namespace tss
