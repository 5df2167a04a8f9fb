/// What an HTTP status means for the session.
#pragma once

#include "tss/types.hpp"

namespace tss {

/// `http_status`: of an answer that was not what was asked for, 0 when there was none.
[[nodiscard]] Problem problem_of(int http_status);

/// Only retry() or another session can help.
[[nodiscard]] constexpr bool is_fatal(Problem problem) {
  return problem != Problem::none && problem != Problem::unreachable &&
         problem != Problem::unavailable;
}

}  // namespace tss
