import { Profiler, type ReactElement } from 'react'
import { useTranscriptionStatusSSE } from 'transcription-status-sse'
import { TranscriptionProgress } from 'transcription-status-sse/components'
import { burst } from './burst-source'

/** The component on the real hook, and a stream that the test speaks through. */
export function Burst(): ReactElement {
  return (
    <Profiler id="burst" onRender={() => burst.committed()}>
      <Live />
    </Profiler>
  )
}

function Live(): ReactElement {
  return <TranscriptionProgress {...useTranscriptionStatusSSE('burst')} />
}
