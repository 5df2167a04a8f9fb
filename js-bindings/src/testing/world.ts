/// <reference lib="esnext.disposable" preserve="true" />
/** What the hook, the client and the components take for the browser, in a test. */
import { loadCore } from '../core/loader.js'
import { watchAttention } from '../ports/attention.js'
import type { StandIn } from '../ports/browser-stand-in.js'
import { putInPlace, standIn } from '../ports/browser-stand-in.js'
import { settled } from '../ports/browser-tasks.js'
import type { Ports } from '../ports/ports.js'
import { ManualClock } from './clock.js'
import { FollowedSources } from './followed-sources.js'
import { ScriptedServer } from './server.js'

/** Until the next frame is painted, milliseconds: in a page that is seen, and in one that is not. */
const FRAME_MS = 16
const HIDDEN_FRAME_MS = 1_000

/** What is not as in a browser of today. */
export interface TestWorldOptions {
  /** What the wall clock shows at first. Default: noon of 2026-01-01, UTC. */
  start?: Date | number | undefined
  /** The browser has an `EventSource`. Default: true. */
  hasEventSource?: boolean | undefined
  /** Makes waiting times with chance in them the same in each run. Default: 1. */
  seed?: number | undefined
}

/** One report to `telemetryUrl`. */
export interface Beacon {
  url: string
  report: unknown
}

/** A page whose time and server the test holds in its hands. */
export class TestWorld {
  /** The page's time. */
  readonly clock: ManualClock
  /** Whoever answers. */
  readonly server: ScriptedServer
  /** What went to `telemetryUrl`, in order. */
  readonly beacons: Beacon[] = []
  readonly #document = new EventTarget()
  readonly #followed = new FollowedSources()
  readonly #standIn: StandIn
  #isOnline = true
  #isVisible = true

  /** @internal */
  constructor({ start, hasEventSource = true, seed = 1 }: TestWorldOptions) {
    this.clock = new ManualClock(start)
    this.server = new ScriptedServer(this.clock)
    const { clock, server } = this
    const window = new EventTarget()
    const ports: Ports = {
      now: () => clock.now,
      wallClock: () => clock.wallClock,
      schedule: clock.schedule,
      frame: (run) => clock.schedule(this.#isVisible ? FRAME_MS : HIDDEN_FRAME_MS, run),
      // By a rejection: fake timers may hold back microtasks that are asked for by name.
      surface: (error) =>
        void Promise.resolve().then(() => {
          throw error
        }),
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
      isAlone: true,
      watchEnvironment: (report) =>
        watchAttention({ ...ports, window, document: this.#document }, report),
    }
    this.#standIn = { ports, stores: this.#followed, window }
    if (standIn() !== undefined) {
      throw new Error(
        'installTestWorld: expected no other world; call restore() of the last one, after each test',
      )
    }
    putInPlace(this.#standIn)
  }

  /** Loads what sessions load, so that the first one has it at once. Resolves when it is there. */
  async ready(): Promise<void> {
    await Promise.all([
      loadCore(),
      import('../credentials.js'),
      import('../decisions.js'),
      import('../tabs/open.js'),
      import('../telemetry.js'),
    ])
    await settled()
  }

  /** The browser says that it has no network, or has one again. */
  setOnline(isOnline: boolean): void {
    this.#isOnline = isOnline
    this.#standIn.window.dispatchEvent(new Event(isOnline ? 'online' : 'offline'))
  }

  /** The user looks at something else. */
  hide(): void {
    this.#setVisible(false)
  }

  /** The user looks again. */
  show(): void {
    this.#setVisible(true)
  }

  #setVisible(isVisible: boolean): void {
    this.#isVisible = isVisible
    this.#document.dispatchEvent(new Event('visibilitychange'))
  }

  /** What is still held of the world: timers, streams, requests. 0 once nobody follows any session. */
  get held(): number {
    return this.clock.waiting + this.server.openStreams + this.server.openRequests
  }

  /** Ends all sessions of the world, also those that are still shown. The browser is as before. */
  restore(): void {
    if (standIn() !== this.#standIn) return
    putInPlace(undefined)
    this.#followed.end()
  }

  /** As `restore()`, for `using world = installTestWorld()`. */
  [Symbol.dispose](): void {
    this.restore()
  }
}

/**
 * Puts a clock and a server that the test holds in the place of the browser's, for all entries of the
 * package, until `restore()`.
 *
 * @throws Error where a world was not restored
 */
export const installTestWorld = (options: TestWorldOptions = {}): TestWorld =>
  new TestWorld(options)
