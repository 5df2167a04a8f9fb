/**
 * The core as the shell knows it. The types are emitted by Emscripten from the C++ bindings and
 * checked against each build; names that the public interface spells otherwise are mapped here.
 */
import type {
  CoreComplaint,
  CoreEffect as EmittedEffect,
  CoreEnvironment,
  CoreEvent as EmittedEvent,
  CoreFallbackReason,
  CoreMode,
  CoreSnapshot as EmittedSnapshot,
  MainModule,
} from './transcription-status-core.js'

export type {
  ConnectionMetrics,
  ConnectionState,
  CoreEnvironment,
  CoreProblem,
  Policy,
  TransportChoice,
} from './transcription-status-core.js'

/** The module as it was emitted. `start` and `dispatch` return how many effects can be fetched. */
export type CoreModule = Pick<
  MainModule,
  | 'defaultPolicy'
  | 'openSession'
  | 'closeSession'
  | 'start'
  | 'dispatch'
  | 'effectAt'
  | 'nextDeadline'
  | 'snapshot'
>

/** What the core was compiled to. Both do the same; plain JavaScript is larger and slower. */
export type CoreKind = 'wasm' | 'plain'

/** The core's functions, one instance for all sessions of the page. */
export type Core = Pick<
  MainModule,
  'defaultPolicy' | 'openSession' | 'closeSession' | 'nextDeadline'
> & {
  kind: CoreKind
  start: (
    session: number,
    environment: CoreEnvironment,
    knownStatus: string,
    now: number,
  ) => CoreEffect[]
  dispatch: (session: number, event: EmittedEvent, now: number) => CoreEffect[]
  snapshot: (session: number, now: number) => CoreSnapshot
}

/** How updates travel. */
export type Mode = Exclude<CoreMode, 'none'>
/** Why polling stands in for SSE. */
export type FallbackReason = Exclude<CoreFallbackReason, 'none'>
/** What was wrong with a frame or body. */
export type Complaint = Exclude<CoreComplaint, 'none'>

// Emscripten's string type is that of arguments, which may be bytes too; results are strings.
type Returned<Emitted, Texts extends keyof Emitted> = Omit<Emitted, Texts> & Record<Texts, string>

export type CoreEffect = Returned<EmittedEffect, 'text'>
export type CoreSnapshot = Returned<EmittedSnapshot, 'statusText'>

/** An event for the core; what is left out has no meaning for its type. */
export type CoreEvent = Pick<EmittedEvent, 'type'> & Partial<EmittedEvent>

const NOTHING: Omit<EmittedEvent, 'type'> = {
  generation: 0,
  name: '',
  text: '',
  id: '',
  httpStatus: 0,
  retryAfterMs: -1,
  awayMs: 0,
}

/** What a session of the core is told: an event, or first of all that it starts. */
export type Fact = CoreEvent | { type: 'start' }

/** The complete record that crosses the boundary. */
export const recordOf = (event: CoreEvent): EmittedEvent => ({ ...NOTHING, ...event })
