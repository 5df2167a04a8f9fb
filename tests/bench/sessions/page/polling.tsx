import { useEffect, useState, type ReactElement } from 'react'
import type { TranscriptionStatus } from 'transcription-status-sse'
import { followLater, hasEnded, Shown, statusUrl } from './show'

/** What this package replaces: the status every 3 s, until the job has ended. */
function Job({ id }: { id: string }): ReactElement {
  const [status, setStatus] = useState<TranscriptionStatus | null>(null)
  useEffect(() => {
    const ask = async (): Promise<void> => {
      const response = await fetch(statusUrl(id))
      const next = (await response.json()) as TranscriptionStatus
      setStatus(next)
      if (hasEnded(next)) clearInterval(timer)
    }
    const timer = setInterval(() => void ask(), 3_000)
    void ask()
    return () => {
      clearInterval(timer)
    }
  }, [id])
  return <Shown status={status} />
}

followLater((id) => <Job id={id} />)
