/** What one page did from the moment at which it began to count. */
export interface Rendering {
  /** React's commits in which anything of the component changed. */
  commits: number
  /** Of those, the most between two animation frames, but for the job's end, which waits for none. */
  mostInAFrame: number
  /** Animation frames. */
  frames: number
  /** Milliseconds that React spent in rendering. */
  renderingMs: number
  /** The last thing that the page showed is the job's end. */
  showsEnd: boolean
}

/** What the benchmark asks of the page, by `window.rendering`. */
export interface Ledger {
  /** Count anew. */
  begin: () => void
  told: () => Rendering
  /** When nothing is left to do. */
  idle: () => Promise<unknown>
  /** When what was done by now has been painted. */
  twoFrames: () => Promise<unknown>
}

let counted: Rendering
let inThisFrame = 0

function begin(): void {
  counted = { commits: 0, mostInAFrame: 0, frames: 0, renderingMs: 0, showsEnd: false }
  inThisFrame = 0
}

begin()

/** React's own word of each commit. */
export function commit(actualDuration: number): void {
  inThisFrame += 1
  counted.commits += 1
  counted.renderingMs += actualDuration
}

/** The present commit shows whether the job has ended. */
export function showsEnd(is: boolean): void {
  counted.showsEnd = is
  if (is) inThisFrame -= 1
}

function frame(): void {
  counted.frames += 1
  counted.mostInAFrame = Math.max(counted.mostInAFrame, inThisFrame)
  inThisFrame = 0
  requestAnimationFrame(frame)
}
requestAnimationFrame(frame)

export const ledger: Ledger = {
  begin,
  told: () => ({ ...counted }),
  idle: () => new Promise((resolve) => requestIdleCallback(resolve)),
  twoFrames: () =>
    new Promise((resolve) => {
      requestAnimationFrame(() => requestAnimationFrame(resolve))
    }),
}
