/**
 * The core as the shell knows it: named records over the flat ones that cross. The module's own face
 * is emitted by Emscripten from the C++ bindings and checked against each build.
 */
import type { MainModule } from './transcription-status-core.js'
import {
  COMPLAINTS,
  EFFECT_TYPES,
  EVENT_TYPES,
  FALLBACK_REASONS,
  LATENCY,
  METRICS,
  MODES,
  POLICY,
  type POLICY_RANGES,
  PROBLEMS,
  STATES,
  STREAM_FAILURES,
  TIME_IN,
  TRANSPORT_CHOICES,
} from './records.js'

type Word<Words extends readonly string[]> = Words[number]
type Numbers<Names extends readonly string[]> = Record<Names[number], number>

/** Where a session's state machine is. */
export type ConnectionState = Word<typeof STATES>
/** How an app wants updates to travel. */
export type TransportChoice = Word<typeof TRANSPORT_CHOICES>
export type CoreMode = Word<typeof MODES>
export type CoreFallbackReason = Word<typeof FALLBACK_REASONS>
export type CoreProblem = Word<typeof PROBLEMS>
export type CoreComplaint = Word<typeof COMPLAINTS>
/** The numbers of the reconnection logic. Of the same names as the ranges, and documented there. */
export type Policy = { -readonly [Name in keyof typeof POLICY_RANGES]: number }

/** How updates travel. */
export type Mode = Exclude<CoreMode, 'none'>
/** Why polling stands in for SSE. */
export type FallbackReason = Exclude<CoreFallbackReason, 'none'>
/** What was wrong with a frame or body. */
export type Complaint = Exclude<CoreComplaint, 'none'>

/** What the environment can do, said once with the start; see wasm/include/tss/boundary.hpp. */
export interface CoreEnvironment {
  transport: TransportChoice
  canStream: boolean
  online: boolean
  visible: boolean
  canRenew: boolean
}

/** An event for the core; what is left out has no meaning for its type. */
export interface CoreEvent {
  type: Word<typeof EVENT_TYPES>
  generation?: number
  name?: string
  text?: string | Uint8Array
  id?: string
  httpStatus?: number
  retryAfterMs?: number
  awayMs?: number
}

/** What a session of the core is told: an event, or first of all that it starts. */
export type Fact = CoreEvent | { type: 'start' }

export interface CoreEffect {
  type: Word<typeof EFFECT_TYPES>
  generation: number
  urgent: boolean
  complaint: CoreComplaint
  text: string
}

export interface CoreMetrics extends Numbers<typeof METRICS> {
  failures: Numbers<typeof STREAM_FAILURES>
  timeIn: Numbers<typeof TIME_IN>
  latency: Numbers<typeof LATENCY>
}

/** See wasm/include/tss/snapshot.hpp. */
export interface CoreSnapshot {
  state: ConnectionState
  mode: CoreMode
  connected: boolean
  stale: boolean
  probing: boolean
  fallbackReason: CoreFallbackReason
  attempt: number
  maxAttempts: number
  problem: CoreProblem
  fatal: boolean
  httpStatus: number
  nextAttemptAt: number
  lastUpdateAt: number
  pollInterval: number
  statusText: string
  progress: number
  metrics: CoreMetrics
}

/** The module as it was emitted. */
export type CoreModule = MainModule

/**
 * How the core came: as the package's `.wasm` file (`wasm`), as the same WebAssembly out of a script
 * (`embedded`), or compiled to plain JavaScript (`plain`). All do the same; the last is slower.
 */
export type CoreKind = 'wasm' | 'embedded' | 'plain'

/** The core's functions, one instance for all sessions of the page. */
export interface Core {
  kind: CoreKind
  defaultPolicy: () => Policy
  openSession: (policy: Policy, seed: number) => number
  closeSession: (session: number) => void
  start: (
    session: number,
    environment: CoreEnvironment,
    knownStatus: string,
    now: number,
  ) => CoreEffect[]
  dispatch: (session: number, event: CoreEvent, now: number) => CoreEffect[]
  nextDeadline: (session: number) => number
  snapshot: (session: number, now: number) => CoreSnapshot
}

/** The core of `module`. Effects are fetched with the call: the next one drops them. */
export function coreOf(kind: CoreKind, module: CoreModule): Core {
  const at = module.numbersAt() / Float64Array.BYTES_PER_ELEMENT
  const put = (...numbers: (number | boolean)[]): void =>
    module.HEAPF64.set(numbers as number[], at)
  // Asked for anew each time: it is another array once the memory has grown.
  const reader = (): (() => number) => {
    let next = at
    return () => item(module.HEAPF64, next++)
  }
  // It is there until the first call.
  const defaultPolicy = named(POLICY, reader())
  const effectAt = (session: number, place: number): CoreEffect => {
    const text = module.effectAt(session, place)
    const take = reader()
    return {
      type: item(EFFECT_TYPES, take()),
      generation: take(),
      urgent: !!take(),
      complaint: item(COMPLAINTS, take()),
      text,
    }
  }
  const effects = (session: number, count: number): CoreEffect[] =>
    Array.from({ length: count }, (_, place) => effectAt(session, place))

  return {
    kind,
    defaultPolicy: () => ({ ...defaultPolicy }),
    openSession: (policy, seed) => {
      put(...POLICY.map((name) => policy[name]))
      return module.openSession(seed)
    },
    closeSession: (session) => module.closeSession(session),
    start: (session, { transport, canStream, online, visible, canRenew }, knownStatus, now) => {
      put(TRANSPORT_CHOICES.indexOf(transport), canStream, online, visible, canRenew)
      return effects(session, module.start(session, knownStatus, now))
    },
    dispatch: (session, event, now) => {
      const { type, generation = 0, httpStatus = 0, retryAfterMs = -1, awayMs = 0 } = event
      const { name = '', text = '', id = '' } = event
      put(EVENT_TYPES.indexOf(type), generation, httpStatus, retryAfterMs, awayMs)
      return effects(session, module.dispatch(session, name, text, id, now))
    },
    nextDeadline: (session) => module.nextDeadline(session),
    snapshot: (session, now) => {
      const statusText = module.snapshot(session, now)
      const take = reader()
      return {
        statusText,
        state: item(STATES, take()),
        mode: item(MODES, take()),
        connected: !!take(),
        stale: !!take(),
        probing: !!take(),
        fallbackReason: item(FALLBACK_REASONS, take()),
        attempt: take(),
        maxAttempts: take(),
        problem: item(PROBLEMS, take()),
        fatal: !!take(),
        httpStatus: take(),
        nextAttemptAt: take(),
        lastUpdateAt: take(),
        pollInterval: take(),
        progress: take(),
        metrics: metricsOf(take),
      }
    },
  }
}

/** The metrics whose numbers `take` brings one after the other. */
export const metricsOf = (take: () => number): CoreMetrics =>
  Object.assign(named(METRICS, take), {
    failures: named(STREAM_FAILURES, take),
    timeIn: named(TIME_IN, take),
    latency: named(LATENCY, take),
  })

// Neither entries nor spreading: each snapshot has fifty numbers, and this is five times as fast.
const named = <Names extends readonly string[]>(
  names: Names,
  take: () => number,
): Numbers<Names> => {
  const numbers: Record<string, number> = {}
  for (const name of names) numbers[name] = take()
  return numbers as Numbers<Names>
}

const item = <Item>(list: ArrayLike<Item>, place: number): Item => list[place] as Item
