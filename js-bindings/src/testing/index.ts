/**
 * For tests of components that follow a transcription: a clock and a server in the test's hands, no
 * network. The state machine is the real one.
 */
export { settled } from '../ports/browser-tasks.js'
export { ManualClock } from './clock.js'
export { ScriptedServer } from './server.js'
export type { Asked, Fault } from './server.js'
export { ScriptedSession } from './session.js'
export type { CloseNotice } from './session.js'
export { installTestWorld, TestWorld } from './world.js'
export type { TestWorldOptions } from './world.js'
