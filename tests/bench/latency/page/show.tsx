import type { ReactElement } from 'react'
import { createRoot } from 'react-dom/client'
import type { TranscriptionStatus } from 'transcription-status-sse'
import { watch } from './ledger'

/** Shows the number of the newest update that `useStatus` has. */
export function show(
  useStatus: (sessionId: string) => { status: TranscriptionStatus | null },
): void {
  function Job(): ReactElement {
    return <>{useStatus('watched').status?.sequence}</>
  }
  const page = document.getElementById('page')
  if (page === null) throw new Error('Expected an element with the id "page" in the page.')
  watch(page)
  createRoot(page).render(<Job />)
}
