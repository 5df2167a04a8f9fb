/** The page that every consumer builds: what the hook shows, and all that React does around it. */
import {
  createElement,
  Fragment,
  lazy,
  startTransition,
  StrictMode,
  Suspense,
  useEffect,
  useState,
} from 'react'
import { useTranscriptionStatusSSE } from 'transcription-status-sse'
import { preload } from 'transcription-status-sse/client'
import { TranscriptionProgress } from 'transcription-status-sse/components'

/** Another chunk where the bundler makes some; it follows the same session. */
const Details = lazy(() => import('./details.js'))

export const Page = () =>
  createElement(StrictMode, null, createElement(Core), createElement(Sessions))

/** Where the page's server is not that of the statuses. */
const baseUrl = new URLSearchParams(globalThis.location?.search).get('api') ?? ''

function Core() {
  const [core, setCore] = useState('')
  useEffect(() => {
    preload().then(setCore, (reason) => setCore(String(reason)))
  }, [])
  return createElement('output', { id: 'core' }, core)
}

function Sessions() {
  const [session, setSession] = useState('first')
  const another = () => startTransition(() => setSession('second'))
  return createElement(
    'main',
    null,
    createElement(Following, { session }),
    // Beside what follows, not in it: see limits.md on boundaries that wait for their script.
    createElement(Suspense, { fallback: 'Loading' }, createElement(Details, { session, baseUrl })),
    createElement('button', { id: 'another', onClick: another }, 'Another session'),
  )
}

function Following({ session }) {
  const following = useTranscriptionStatusSSE(session, { baseUrl })
  return createElement(
    Fragment,
    null,
    createElement(TranscriptionProgress, following),
    createElement('output', { id: 'message' }, following.status?.message),
    createElement('output', { id: 'mode' }, following.connection.mode),
  )
}
