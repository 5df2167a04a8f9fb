/** What watchers missed of a fault. */

/**
 * Of `followers` and of the `job`'s, which broke between `from` and `until` (milliseconds). Lost is a watcher
 * that `isBehind(follower, at)` in the end, an update that a stream passed over while nothing was broken, or
 * a job that does not complete. `superseded` are those passed over in the fault, or between two streams.
 */
export function outcome({ followers, job, isBehind, fault: { from, until } }) {
  const everyone = [...followers, job]
  const sum = (of) => everyone.reduce((count, follower) => count + of(follower), 0)
  const within = (counts) =>
    sum(({ gaps }) => gaps.reduce((all, [at, count]) => (counts(at) ? all + count : all), 0))
  const isHealthy = (at) => at < from || at > until
  const behind = followers.filter(isBehind).length
  const passedOver = within(isHealthy)
  const { status, attempt } = JSON.parse(job.status)
  return {
    streams: everyone.length,
    reconnections: sum(({ streams }) => streams - 1),
    behind,
    passedOver,
    superseded: within((at) => !isHealthy(at)) + sum((follower) => follower.passedOverBetween),
    epochChanges: sum((follower) => follower.epochChanges),
    job: `${status} in attempt ${attempt}`,
    lost: behind + passedOver + (status === 'completed' ? 0 : 1),
    duplicated: sum(({ duplicated }) => duplicated),
    disordered: sum(({ disordered }) => disordered),
    repeated: sum(({ repeated }) => repeated),
  }
}
