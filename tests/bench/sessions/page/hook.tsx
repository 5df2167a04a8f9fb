import type { ReactElement } from 'react'
import { useTranscriptionStatusSSE } from 'transcription-status-sse'
import { preload } from 'transcription-status-sse/client'
import { followLater, Shown } from './show'

function Job({ id }: { id: string }): ReactElement {
  return <Shown status={useTranscriptionStatusSSE(id).status} />
}

await preload()
followLater((id) => <Job id={id} />)
