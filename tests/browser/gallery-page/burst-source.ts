import type { TranscriptionStatus } from 'transcription-status-sse'

/** How often the component was committed before each frame, from the first update to the last. */
export interface BurstResult {
  updates: number
  commitsPerFrame: number[]
}

/** What the page lends to its test, as `window.burst`. */
export interface BurstWindow extends Window {
  burst: { run: (updates: number) => Promise<BurstResult> }
}

/** Streams as the page rules them: what a server sends arrives in one task for each event. */
class PageEventSource extends EventTarget {
  static newest: PageEventSource | null = null

  constructor() {
    super()
    PageEventSource.newest = this
    setTimeout(() => this.dispatchEvent(new Event('open')))
  }

  close(): void {
    PageEventSource.newest = null
  }

  say(status: TranscriptionStatus): void {
    this.dispatchEvent(new MessageEvent('status', { data: JSON.stringify(status) }))
  }
}

let commits = 0

export const burst = {
  committed: (): void => {
    commits += 1
  },
}

async function run(updates: number): Promise<BurstResult> {
  const commitsPerFrame: number[] = []
  let isOver = false
  const frame = (): void => {
    commitsPerFrame.push(commits)
    commits = 0
    if (!isOver) requestAnimationFrame(frame)
  }
  await new Promise(requestAnimationFrame)
  commits = 0
  requestAnimationFrame(frame)
  for (let sequence = 1; sequence <= updates; sequence += 1) {
    PageEventSource.newest?.say(statusOf(sequence, updates))
    await nextTask()
  }
  isOver = true
  await new Promise(requestAnimationFrame)
  return { updates, commitsPerFrame }
}

/** Another task, without the wait that nested timers are given. */
function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      port1.close()
      resolve()
    }
    port2.postMessage(null)
  })
}

function statusOf(sequence: number, updates: number): TranscriptionStatus {
  const isLast = sequence === updates
  return {
    session_id: 'burst',
    epoch: '5f3a',
    sequence,
    attempt: 1,
    status: isLast ? 'completed' : 'processing',
    progress: (sequence * 100) / updates,
    message: isLast ? 'Your transcript is ready.' : `Update ${sequence}`,
    timestamp: '2026-01-01T12:00:00.000Z',
    estimated_completion: isLast ? null : '2026-01-01T12:02:00.000Z',
    error: null,
    statistics: null,
  }
}

Object.assign(window, { EventSource: PageEventSource, burst: { run } })
