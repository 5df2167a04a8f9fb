/**
 * Clients with one fault each, for the proof that every invariant can fail: the shipped store on a
 * core, or on ports, that are not as they should be.
 */

/** A core whose effects are changed on their way to the store. */
const withEffects = (change) => ({
  core: (core) => ({
    ...core,
    dispatch: (session, event, now) => change(core.dispatch(session, event, now), event),
  }),
})

/** A core that takes other events than the store tells it. */
const withEvents = (change) => ({
  core: (core) => ({
    ...core,
    dispatch: (session, event, now) => core.dispatch(session, change(event), now),
  }),
})

/** A core whose snapshots are changed on their way to the store. */
const withSnapshots = (change) => ({
  core: (core) => ({
    ...core,
    snapshot: (session, now) => change(core.snapshot(session, now)),
  }),
})

const without = (type) => withEffects((effects) => effects.filter((one) => one.type !== type))

/** Shows the first status again with every third snapshot. */
function forgetful() {
  let first = ''
  let count = 0
  return withSnapshots((seen) => {
    first ||= seen.statusText
    return ++count % 3 === 0 ? { ...seen, statusText: first } : seen
  })
}

/** Asks once more when the job is done. */
const restless = () =>
  withEffects((effects, { text = '' }) => {
    const isEnd = typeof text === 'string' && /"status":"(completed|failed|cancelled)"/.test(text)
    return isEnd ? [...effects, { type: 'request-status', generation: 9e6, text: '' }] : effects
  })

/** Asks for the status twice each time. */
const doubled = () => ({
  ports: (ports) => ({
    ...ports,
    request: (url, options) => {
      void ports.request(url, options)
      return ports.request(url, options)
    },
  }),
})

/** A core with another policy than the one it is asked for. */
const withPolicy = (changes) => ({
  core: (core) => ({
    ...core,
    openSession: (policy, seed) => core.openSession({ ...policy, ...changes }, seed),
  }),
})

/** A core that the server's wishes do not reach. */
const deafTo = (field) =>
  withEvents((event) =>
    field in event && typeof event.text === 'string'
      ? { ...event, retryAfterMs: -1, text: event.text.replace(/"retry_after_ms":\d+/, '"x":1') }
      : event,
  )

/** `invariant`: the one that catches the client; `broken`: see World. */
export const BROKEN_CLIENTS = [
  {
    invariant: 'S1',
    fault: 'does not notice a stream that is dead',
    broken: () => withPolicy({ silenceMs: 3_600_000 }),
  },
  {
    invariant: 'S1',
    fault: 'waits twice as long between polls that fail',
    broken: () => withPolicy({ pollIntervalCapMs: 120_000, probeIntervalMs: 3_600_000 }),
  },
  { invariant: 'S2', fault: 'shows an old status again', broken: forgetful },
  {
    invariant: 'S2',
    fault: 'shows progress as it comes',
    broken: () => {
      let fallen = 0
      return withSnapshots((seen) => ({ ...seen, progress: Math.max(0, seen.progress - fallen++) }))
    },
  },
  { invariant: 'S3', fault: 'asks once more after the end', broken: restless },
  { invariant: 'S4', fault: 'asks for the status twice', broken: doubled },
  { invariant: 'S5', fault: 'forgets to close streams', broken: () => without('close-stream') },
  {
    invariant: 'S6',
    fault: 'polls too often',
    broken: () => withPolicy({ pollIntervalMs: 500 }),
  },
  {
    invariant: 'S6',
    fault: 'does not slow down while polls fail',
    broken: () => withPolicy({ pollIntervalCapMs: 3_000 }),
  },
  {
    invariant: 'S6',
    fault: 'probes too often',
    broken: () => withPolicy({ probeIntervalMs: 10_000 }),
  },
  {
    invariant: 'S6',
    fault: 'does not back off',
    broken: () => withPolicy({ backoffJitterFloor: 0, backoffBaseMs: 1, backoffCapMs: 1 }),
  },
  {
    invariant: 'S6',
    fault: 'does not hear what the server asks',
    broken: () => deafTo('retryAfterMs'),
  },
  {
    invariant: 'S7',
    fault: 'keeps its core session',
    broken: () => ({ core: (core) => ({ ...core, closeSession: () => undefined }) }),
  },
  {
    invariant: 'S7',
    fault: 'keeps its timers',
    broken: () => ({
      ports: (ports) => ({
        ...ports,
        schedule: (delayMs, run) => {
          ports.schedule(delayMs, run)
          return () => undefined
        },
      }),
    }),
  },
  {
    invariant: 'S7',
    fault: 'goes on watching the page',
    broken: () => ({
      ports: (ports) => ({
        ...ports,
        watchEnvironment: (report) => {
          ports.watchEnvironment(report)
          return () => undefined
        },
      }),
    }),
  },
  {
    invariant: 'S8',
    fault: 'takes what is forbidden for a passing trouble',
    broken: () =>
      withEvents((event) =>
        event.httpStatus >= 400 && event.httpStatus < 500 ? { ...event, httpStatus: 503 } : event,
      ),
  },
  {
    invariant: 'S8',
    fault: 'does nothing on retry()',
    broken: () =>
      withEvents((event) => (event.type === 'retry' ? { ...event, type: 'hide' } : event)),
  },
  {
    invariant: 'S9',
    fault: 'says that it is connected, always',
    broken: () => withSnapshots((seen) => ({ ...seen, connected: true })),
  },
  {
    invariant: 'S9',
    fault: 'shows an error while updates arrive',
    broken: () => withSnapshots((seen) => ({ ...seen, problem: 'unreachable' })),
  },
  { invariant: 'S10', fault: 'keeps complaints to itself', broken: () => without('report') },
  {
    invariant: 'S10',
    fault: 'throws at a frame that it cannot read',
    broken: () =>
      withEvents((event) => {
        if (event.type === 'stream-message' && event.text.startsWith('<')) throw new Error('?')
        return event
      }),
  },
  { invariant: 'S11', fault: 'does not tell what has changed', broken: () => without('publish') },
  {
    invariant: 'S11',
    fault: 'holds newer statuses back for good',
    broken: () => ({ ports: (ports) => ({ ...ports, frame: () => () => undefined }) }),
  },
]
