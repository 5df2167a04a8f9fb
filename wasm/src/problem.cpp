#include "tss/problem.hpp"

namespace tss {

Problem problem_of(int http_status) {
  switch (http_status) {
    case 0:
      return Problem::unreachable;
    case 401:
      return Problem::unauthorized;
    case 403:
      return Problem::forbidden;
    case 404:
      return Problem::not_found;
    case 410:
      return Problem::gone;
    case 408:
    case 425:
    case 429:
      return Problem::unavailable;
    default:
      return http_status >= 300 && http_status < 500 ? Problem::rejected : Problem::unavailable;
  }
}

}  // namespace tss
