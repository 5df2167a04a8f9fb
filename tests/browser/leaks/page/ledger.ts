/**
 * What the browser has lent to the page and has not got back. The page imports this before anything
 * else: what keeps `setTimeout` for itself, as React does, keeps the counted one.
 */
const timers = new Set<number>()
const animationFrames = new Set<number>()
const eventSources = new Set<EventSource>()
const channels = new Set<BroadcastChannel>()
let memory: WebAssembly.Memory | undefined

type Run = (...given: unknown[]) => void

const [setTimeout, clearTimeout, requestAnimationFrame, cancelAnimationFrame] = [
  window.setTimeout.bind(window),
  window.clearTimeout.bind(window),
  window.requestAnimationFrame.bind(window),
  window.cancelAnimationFrame.bind(window),
]

Object.assign(window, {
  setTimeout: (run: Run, delayMs?: number, ...given: unknown[]): number => {
    const timer = setTimeout(() => {
      timers.delete(timer)
      run(...given)
    }, delayMs)
    timers.add(timer)
    return timer
  },
  clearTimeout: (timer?: number): void => {
    if (timer !== undefined) timers.delete(timer)
    clearTimeout(timer)
  },
  requestAnimationFrame: (run: FrameRequestCallback): number => {
    const frame = requestAnimationFrame((at) => {
      animationFrames.delete(frame)
      run(at)
    })
    animationFrames.add(frame)
    return frame
  },
  cancelAnimationFrame: (frame: number): void => {
    animationFrames.delete(frame)
    cancelAnimationFrame(frame)
  },
  EventSource: class extends EventSource {
    constructor(url: string | URL, init?: EventSourceInit) {
      super(url, init)
      eventSources.add(this)
    }
    override close(): void {
      eventSources.delete(this)
      super.close()
    }
  },
  BroadcastChannel: class extends BroadcastChannel {
    constructor(name: string) {
      super(name)
      channels.add(this)
    }
    override close(): void {
      channels.delete(this)
      super.close()
    }
  },
})

const instantiate = WebAssembly.instantiate.bind(WebAssembly)
WebAssembly.instantiate = (async (bytes: BufferSource, imports?: WebAssembly.Imports) => {
  const built = await instantiate(bytes, imports)
  memory = Object.values(built.instance.exports).find(
    (exported) => exported instanceof WebAssembly.Memory,
  )
  return built
}) as typeof WebAssembly.instantiate

/** How many of each there are. */
export async function lent() {
  const { held = [], pending = [] } = await navigator.locks.query()
  return {
    timers: timers.size,
    animationFrames: animationFrames.size,
    eventSources: eventSources.size,
    channels: channels.size,
    locks: held.length + pending.length,
    wasmBytes: memory?.buffer.byteLength ?? 0,
  }
}

/**
 * Bytes of the core's memory up to the last one that was ever written. The core's allocator goes on
 * beyond it only when no block that was given back will do: whatever is lost again and again raises
 * this, in steps of 32 bytes or more.
 */
export function wasmBytesTouched(): number {
  if (memory === undefined) return 0
  return new Uint8Array(memory.buffer).findLastIndex((byte) => byte !== 0) + 1
}
