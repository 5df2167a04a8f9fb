import { useLayoutEffect, type ReactElement } from 'react'
import { createRoot } from 'react-dom/client'
import type { TranscriptionStatus } from 'transcription-status-sse'

/** Shows the job that `useStatus` follows, and keeps when the first status was there. */
export function show(
  useStatus: (sessionId: string) => { status: TranscriptionStatus | null },
): void {
  function Job(): ReactElement {
    const { status } = useStatus('watched')
    const isThere = status !== null
    // In the commit itself; milliseconds since the navigation began.
    useLayoutEffect(() => {
      if (isThere) Object.assign(window, { shownAt: performance.now() })
    }, [isThere])
    return <p>{status?.message}</p>
  }
  const container = document.getElementById('page')
  if (container === null) throw new Error('Expected an element with the id "page" in the page.')
  createRoot(container).render(<Job />)
}
