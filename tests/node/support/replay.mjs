/** Plays a scenario of tests/golden/ to a core, as tests/native/golden_test.cpp does. */
/** What the core did at each step: `{ at, event, effects, deadline, snapshot }`. */
export function replay(core, { seed, startAt, policy, environment, knownStatus, texts, steps }) {
  const session = core.openSession({ ...core.defaultPolicy(), ...policy }, seed)
  const trace = []
  let now = startAt
  let snapshot = {}
  const newest = { stream: 0, request: 0 }

  const textOf = (text) => (text?.startsWith('@') ? texts[text.slice(1)] : text)

  const note = (event, effects) => {
    for (const { type, generation } of effects) {
      if (type === 'open-stream') newest.stream = generation
      if (type === 'request-status') newest.request = generation
    }
    const seen = flattened(core.snapshot(session, now))
    trace.push({
      at: now,
      event,
      effects,
      deadline: jsonOf(core.nextDeadline(session)),
      snapshot: changes(snapshot, seen),
    })
    snapshot = seen
  }
  const dispatch = (event) => note(event.type, core.dispatch(session, event, now))

  const take = (step) => {
    if (step.wait !== undefined) {
      const end = now + step.wait
      for (;;) {
        const due = core.nextDeadline(session)
        if (due > end) break
        now = Math.max(now, due)
        dispatch({ type: 'tick' })
      }
      now = end
    } else if (step.sleep !== undefined) {
      now += step.sleep
      dispatch({ type: 'tick' })
    } else {
      const { generation = 0, text = '', ...event } = step
      dispatch({ ...event, generation: newest[generation] ?? generation, text: textOf(text) })
    }
  }

  note('start', core.start(session, environment, textOf(knownStatus), now))
  for (const step of steps) take(step)
  core.closeSession(session)
  return trace
}

/** What is in `now` and not the same in `before`; both without nesting. */
export const changes = (before, now) =>
  Object.fromEntries(Object.entries(now).filter(([path, value]) => value !== before[path]))

/** The fields of `record` by their JSON pointers, nested ones too, as JSON can hold them. */
export const flattened = (record, above = '') =>
  Object.fromEntries(
    Object.entries(record).flatMap(([name, value]) =>
      typeof value === 'object'
        ? Object.entries(flattened(value, `${above}/${name}`))
        : [[`${above}/${name}`, jsonOf(value)]],
    ),
  )

/** Numbers that JSON does not have become texts. */
const jsonOf = (value) =>
  typeof value === 'number' && !Number.isFinite(value) ? String(value) : value
