import { installTestWorld, ManualClock } from 'transcription-status-sse/testing'
import type {
  Asked,
  Beacon,
  CloseNotice,
  Fault,
  ScriptedServer,
  ScriptedSession,
  TestWorld,
  TestWorldOptions,
} from 'transcription-status-sse/testing'

const options: TestWorldOptions = { start: new Date(0), hasEventSource: false, seed: 7 }
const world: TestWorld = installTestWorld(options)
await world.ready()
const clock: ManualClock = world.clock
await clock.advance(16)

const server: ScriptedServer = world.server
const session: ScriptedSession = server.session('first')
console.log(session.publish({ progress: 40 }).progress, session.status.sequence)
session.fail({ code: 'audio_unreadable', message: 'No audio.' })
const notice: CloseNotice = { reason: 'shutdown', reconnect: true, retry_after_ms: null }
session.close(notice)

const fault: Fault = { httpStatus: 503, retryAfterMs: 10_000 }
server.streams = fault
server.statusRequests = 'swallowed'
// @ts-expect-error there is no such fault
server.streams = 'slow'
server.restart({ forget: true })
const asked: readonly Asked[] = server.asked
const beacons: readonly Beacon[] = world.beacons
console.log(asked[0]?.headers.get('authorization'), beacons[0]?.url)
// @ts-expect-error it is the package's own
server.openStream
world.restore()

{
  using another = installTestWorld()
  another.setOnline(false)
}
