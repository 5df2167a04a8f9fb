import { Profiler, useEffect, useLayoutEffect, type ReactElement } from 'react'
import { createRoot } from 'react-dom/client'
import { useTranscriptionStatusSSE } from 'transcription-status-sse'
import { TranscriptionProgress } from 'transcription-status-sse/components'
import 'transcription-status-sse/components.css'
import { commit, ledger, showsEnd } from './ledger'
import { usePlainStatus } from '../../ground/plain-hook'
import { useEndsOnly } from './ends-only'

const hooks = { ours: useTranscriptionStatusSSE, plain: usePlainStatus, floor: useEndsOnly }

const useStatus = hooks[new URLSearchParams(location.search).get('hook') as keyof typeof hooks]

/** The same component for both: what differs is who tells it. */
function Job(): ReactElement {
  const snapshot = useStatus('watched')
  const status = snapshot.status?.status
  // In the commit itself: the ledger takes the end out of the frame that it came in.
  useLayoutEffect(() => showsEnd(status === 'completed'), [status])
  useEffect(() => {
    document.body.dataset['shown'] = status ?? 'nothing'
  }, [status])
  return <TranscriptionProgress {...snapshot} />
}

const container = document.getElementById('page')
if (container === null) throw new Error('Expected an element with the id "page" in index.html.')
createRoot(container).render(
  <Profiler id="job" onRender={(_id, _phase, actualDuration) => commit(actualDuration)}>
    <Job />
  </Profiler>,
)
Object.assign(window, { rendering: ledger })
