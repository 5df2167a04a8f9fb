import type { TranscriptionStatus } from 'transcription-status-sse'

/** Follows the job and has each status shown. */
export type Connect = (show: (status: TranscriptionStatus) => void) => void | Promise<void>

interface Shown extends Pick<TranscriptionStatus, 'sequence' | 'status' | 'timestamp'> {
  /** Unix milliseconds. */
  at: number
}

const shown: Shown[] = []
Object.assign(window, { shown })

/** Puts the status before the user, and notes when. */
export function show({ sequence, status, timestamp, message }: TranscriptionStatus): void {
  const page = document.getElementById('page')
  if (page === null) throw new Error('Expected an element with the id "page" in index.html.')
  page.textContent = message
  document.body.dataset['shown'] = status
  if (shown.at(-1)?.sequence !== sequence)
    shown.push({ at: Date.now(), sequence, status, timestamp })
}

/** When the app knows that the user is signed in again. */
export const signedInAgain = (): Promise<unknown> =>
  new Promise((resolve) => addEventListener('signed-in', resolve, { once: true }))
