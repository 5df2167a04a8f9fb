/**
 * For tests of components that follow a transcription: a clock and a server in the test's hands, no
 * network. The state machine is the real one.
 */
export { ManualClock } from './clock.js'
export type { Asked, Fault, ScriptedServer } from './server.js'
export type { CloseNotice, ScriptedSession } from './session.js'
export { installTestWorld } from './world.js'
export type { Beacon, TestWorld, TestWorldOptions } from './world.js'
