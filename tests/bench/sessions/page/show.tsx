import { useEffect, type ReactElement } from 'react'
import { createRoot } from 'react-dom/client'
import type { TranscriptionStatus } from 'transcription-status-sse'

/** What the page shows, for the benchmark: the number of the update. */
export function Shown({ status }: { status: TranscriptionStatus | null }): ReactElement {
  useEffect(() => {
    document.body.dataset['shown'] = String(status?.sequence ?? 0)
  }, [status])
  return <p>{status?.message}</p>
}

/** Where the status of `sessionId` is asked for. */
export const statusUrl = (sessionId: string): string => `/api/v1/sessions/${sessionId}/status`

export const hasEnded = (status: TranscriptionStatus | null | undefined): boolean =>
  status?.status === 'completed' || status?.status === 'failed' || status?.status === 'cancelled'

/** From `window.follow(sessionId)` on, `job` shows that session: what came before is the page's own. */
export function followLater(job: (sessionId: string) => ReactElement): void {
  const page = document.getElementById('page')
  if (page === null) throw new Error('Expected an element with the id "page" in the page.')
  Object.assign(window, {
    follow: (sessionId: string) => {
      createRoot(page).render(job(sessionId))
    },
  })
  document.body.dataset['ready'] = 'yes'
}
