/** Scripts for `documents.beforeLoad`: what becomes of the page's timers. */

export interface TimedWindow extends Window {
  /** From now on no timer and no frame comes. */
  stopTime: () => void
  /** Timers and frames that are still to come. */
  pendingTimers: () => number
}

type Run = (...given: unknown[]) => void

/** Lets a test stop the page's time, and see what the page still waits for. */
export function watchTime(): void {
  const timed = window as unknown as TimedWindow
  const pending = new Set<unknown>()
  let isStopped = false
  timed.stopTime = () => {
    isStopped = true
  }
  timed.pendingTimers = () => pending.size

  const begin = {
    timer: window.setTimeout.bind(window) as (run: Run, delay?: number) => number,
    frame: window.requestAnimationFrame.bind(window),
  }
  const end = {
    timer: window.clearTimeout.bind(window),
    frame: window.cancelAnimationFrame.bind(window),
  }
  const watched =
    (kind: 'timer' | 'frame') =>
    (run: Run, delay?: number, ...given: unknown[]): number => {
      const id: number = begin[kind]((now: unknown) => {
        pending.delete(`${kind} ${id}`)
        if (!isStopped) run(...(kind === 'timer' ? given : [now]))
      }, delay)
      pending.add(`${kind} ${id}`)
      return id
    }
  const ended =
    (kind: 'timer' | 'frame') =>
    (id: number): void => {
      pending.delete(`${kind} ${id}`)
      end[kind](id)
    }
  Object.assign(window, {
    setTimeout: watched('timer'),
    clearTimeout: ended('timer'),
    requestAnimationFrame: watched('frame'),
    cancelAnimationFrame: ended('frame'),
  })
}

/** Timers of a whole second at least, and a frame a second, as browsers give hidden pages. */
export function slowTime(): void {
  const begin = window.setTimeout.bind(window) as (
    run: Run,
    delay: number,
    ...of: unknown[]
  ) => number
  const later = (run: Run, delay = 0, ...given: unknown[]): number =>
    begin(run, Math.max(1, Math.ceil(delay / 1_000)) * 1_000, ...given)
  Object.assign(window, {
    setTimeout: later,
    requestAnimationFrame: (run: Run) => later(() => run(performance.now())),
    cancelAnimationFrame: window.clearTimeout.bind(window),
  })
}

/** Frames at once: whatever is shown is shown by itself, as nothing comes within the same frame. */
export function eagerFrames(): void {
  window.requestAnimationFrame = (run) => {
    queueMicrotask(() => run(performance.now()))
    return 0
  }
}
