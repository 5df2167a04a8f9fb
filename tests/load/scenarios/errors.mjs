/** Errors, each as a part of what there was of its kind: many updates hide no lost stream. */

/** Updates that were neither delivered nor superseded; with one watcher of each session. */
export const missing = ({ published, arrivals, disorder, superseded }) =>
  Math.max(0, published - (arrivals - disorder) - superseded)

/** Of streams those that failed, ended, or do not have the last status; of deliveries; of polls. */
export const errorRates = (found) => ({
  streams: (found.failed + found.dropped + found.behind) / found.streams,
  deliveries: (found.missing + found.disorder) / found.published,
  polls: found.failedPolls / found.polls,
})

/** The kind that is worst. */
export const worst = (rates) =>
  Object.keys(rates).reduce((most, kind) => (rates[kind] > rates[most] ? kind : most))
