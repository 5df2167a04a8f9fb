#include "settings.hpp"

namespace tss::explore {

namespace {

/// The shortest waits that still differ where it matters. All are whole units and none is varied by
/// chance, so that there are few moments; the rules are those of the defaults.
Policy short_waits() {
  const double unit = kUnit.count();
  return {.max_attempts = 3,
          .connect_timeout_ms = unit,
          .backoff_base_ms = unit,
          .backoff_cap_ms = 2 * unit,
          .backoff_jitter_floor = 1,
          .proof_of_use_ms = unit,
          .silence_ms = 2 * unit,
          .silence_cadences = 1,
          .silence_floor_ms = unit,
          .poll_interval_ms = unit,
          .poll_interval_cap_ms = 2 * unit,
          .request_timeout_ms = unit,
          .probe_interval_ms = 3 * unit,
          .probe_jitter = 0,
          .wake_stale_ms = unit,
          .idle_wait_ms = 2 * unit,
          .retry_after_cap_ms = 2 * unit,
          .linger_ms = unit};
}

/// No two of them end together by themselves.
Policy long_waits() {
  const double unit = kUnit.count();
  Policy policy = short_waits();
  policy.connect_timeout_ms = 2 * unit;
  policy.backoff_cap_ms = 3 * unit;
  policy.silence_ms = 4 * unit;
  policy.poll_interval_ms = 2 * unit;
  policy.poll_interval_cap_ms = 4 * unit;
  policy.request_timeout_ms = 3 * unit;
  policy.probe_interval_ms = 5 * unit;
  policy.wake_stale_ms = 2 * unit;
  policy.retry_after_cap_ms = 3 * unit;
  return policy;
}

}  // namespace

std::vector<Setting> settings(bool deep) {
  const Policy policy = deep ? long_waits() : short_waits();
  const Environment streams{.can_stream = true};
  const Environment renews{
      .transport = TransportChoice::fetch, .can_stream = true, .can_renew = true};
  const Environment away{.can_stream = true, .online = false, .visible = false};
  const Environment none{.can_stream = false, .can_renew = true};
  const Environment polls{.transport = TransportChoice::polling, .can_stream = true};
  return {
      {.name = "streams",
       .policy = policy,
       .environment = streams,
       .groups = {Group::core, Group::refusals}},
      {.name = "order of statuses",
       .policy = policy,
       .environment = streams,
       .groups = {Group::core, Group::order}},
      {.name = "users come and go",
       .policy = policy,
       .environment = streams,
       .groups = {Group::core, Group::users}},
      {.name = "credentials can be renewed",
       .policy = policy,
       .environment = renews,
       .groups = {Group::core, Group::refusals}},
      {.name = "offline and hidden at first",
       .policy = policy,
       .environment = away,
       .groups = {Group::core, Group::visibility}},
      {.name = "over before the start",
       .policy = policy,
       .environment = streams,
       .groups = {Group::core, Group::users},
       .is_over = true},
      {.name = "no streams here",
       .policy = policy,
       .environment = none,
       .groups = {Group::core, Group::refusals, Group::order, Group::users, Group::visibility}},
      {.name = "polling by choice",
       .policy = policy,
       .environment = polls,
       .groups = {Group::core, Group::refusals, Group::users}},
  };
}

}  // namespace tss::explore
