/** What the hook and the client take for the browser, in a test. */
import { loadCore } from '../core/loader.js'
import { browserPorts } from '../ports/browser.js'
import { settled } from '../ports/browser-tasks.js'
import type { EnvironmentChange, Ports } from '../ports/ports.js'
import { ManualClock } from './clock.js'
import { ScriptedServer } from './server.js'

/** What is not as in a browser of today. */
export interface TestWorldOptions {
  /** What the wall clock shows at first. Default: noon of 2026-01-01, UTC. */
  start?: Date | number | undefined
  /** The browser has an `EventSource`. Default: true. */
  hasEventSource?: boolean | undefined
  /** Makes waiting times with chance in them the same in each run. Default: 1. */
  seed?: number | undefined
}

/** A page whose time and server the test holds in its hands. */
export class TestWorld {
  readonly clock: ManualClock
  readonly server: ScriptedServer
  /** What went to `telemetryUrl`, in order. */
  readonly beacons: { url: string; report: unknown }[] = []
  readonly #watchers = new Set<(change: EnvironmentChange) => void>()
  readonly #restore: () => void
  #isOnline = true
  #isVisible = true

  /** Use {@link installTestWorld}. */
  constructor({ start, hasEventSource = true, seed = 1 }: TestWorldOptions) {
    this.clock = new ManualClock(start)
    this.server = new ScriptedServer(this.clock)
    const { clock, server } = this
    const ports: Ports = {
      now: () => clock.now,
      wallClock: () => clock.wallClock,
      schedule: clock.schedule,
      frame: clock.frame,
      surface: browserPorts.surface,
      seed: () => seed,
      canStream: (overFetch) => overFetch || hasEventSource,
      isOnline: () => this.#isOnline,
      isVisible: () => this.#isVisible,
      openStream: server.openStream,
      request: server.request,
      loadBeacon: () =>
        Promise.resolve((url: string, json: string) => {
          this.beacons.push({ url, report: JSON.parse(json) as unknown })
        }),
      watchEnvironment: (report) => {
        this.#watchers.add(report)
        return () => void this.#watchers.delete(report)
      },
    }
    const before = { ...browserPorts }
    Object.assign(browserPorts, ports)
    this.#restore = () => void Object.assign(browserPorts, before)
  }

  /** Loads the core, so that the first session has it at once. Resolves when it is there. */
  async ready(): Promise<void> {
    await loadCore()
    await settled()
  }

  /** The browser says that it has no network, or has one again. */
  setOnline(isOnline: boolean): void {
    this.#isOnline = isOnline
    this.#report({ type: isOnline ? 'online' : 'offline' })
  }

  /** The user looks at something else. */
  hide(): void {
    this.#isVisible = false
    this.#report({ type: 'hide' })
  }

  /** The user looks again. @param awayMs after so long, milliseconds */
  wake(awayMs: number): void {
    this.#isVisible = true
    this.#report({ type: 'wake', awayMs })
  }

  /** What is still held of the world: timers, streams, listeners. 0 once nobody follows any session. */
  get held(): number {
    return this.clock.waiting + this.server.openStreams + this.#watchers.size
  }

  /** The browser is as before. Sessions that still run keep this world. */
  restore(): void {
    this.#restore()
  }

  #report(change: EnvironmentChange): void {
    for (const tell of [...this.#watchers]) tell(change)
  }
}

/**
 * Puts a clock and a server that the test holds in the place of the browser's, for all sessions that
 * begin from now on, until `restore()`.
 */
export const installTestWorld = (options: TestWorldOptions = {}): TestWorld =>
  new TestWorld(options)
