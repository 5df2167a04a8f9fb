import { useEffect, type ReactElement } from 'react'
import { createRoot } from 'react-dom/client'
import { useTranscriptionStatusSSE, type TranscriptionStatus } from 'transcription-status-sse'
import { usePlainStatus } from '../../ground/plain-hook'
import { signedInAgain, type Connect } from './show'

type UseStatus = () => { status: TranscriptionStatus | null }

const refreshAuth = async (): Promise<void> => {
  await signedInAgain()
}

/** This package, and the hook that most people write. */
export const ours: Record<string, Connect> = {
  ours: hook(() => useTranscriptionStatusSSE('watched', { refreshAuth })),
  'ours-fetch': hook(() =>
    useTranscriptionStatusSSE('watched', { refreshAuth, transport: 'fetch' }),
  ),
  'ours-alone': hook(() => useTranscriptionStatusSSE('watched')),
  plain: hook(() => usePlainStatus('watched')),
}

function hook(useStatus: UseStatus): Connect {
  return (show) => {
    function Job(): ReactElement | null {
      const { status } = useStatus()
      useEffect(() => {
        if (status !== null) show(status)
      }, [status])
      return null
    }
    createRoot(document.createElement('div')).render(<Job />)
  }
}
