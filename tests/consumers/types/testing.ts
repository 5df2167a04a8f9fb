import { installTestWorld, ManualClock, settled, TestWorld } from 'transcription-status-sse/testing'
import type {
  Asked,
  CloseNotice,
  Fault,
  ScriptedServer,
  ScriptedSession,
  TestWorldOptions,
} from 'transcription-status-sse/testing'
import type { TranscriptionStatus } from 'transcription-status-sse'

const options: TestWorldOptions = { start: new Date(), hasEventSource: false, seed: 2 }
const world: TestWorld = installTestWorld(options)
await world.ready()
const server: ScriptedServer = world.server
const session: ScriptedSession = server.session('first')
const published: TranscriptionStatus = session.publish({ status: 'processing', progress: 40 })
const notice: CloseNotice = { reason: 'shutdown', reconnect: true, retry_after_ms: null }
const fault: Fault = { httpStatus: 503, retryAfterMs: 1000 }
session.close(notice)
server.streams = fault
// @ts-expect-error requests are answered, or not
server.statusRequests = 'swallowed'
await world.clock.advance(16)
await settled()
const [asked]: Asked[] = server.asked
world.restore()
console.log(published.progress, asked?.url, new ManualClock().now)
