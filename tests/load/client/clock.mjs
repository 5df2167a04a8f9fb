/** CLOCK_MONOTONIC in milliseconds: what the servers' `time.monotonic_ns()` counts as well. */
export const monotonicMs = () => Number(process.hrtime.bigint()) / 1e6
