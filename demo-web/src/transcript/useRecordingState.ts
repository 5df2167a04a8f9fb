import { useState } from 'react'

/** Why a recording cannot be played. */
export type RecordingFault = 'gone' | 'unplayable' | 'unreachable'

export interface RecordingState {
  fault: RecordingFault | null
  /** The player could not do it: find out why. `error` is what it says of it. */
  onFault: (error: MediaError | null) => void
  onAgain: () => void
}

/** Whether the recording at `url` can be played; null: it is not kept any more. */
export function useRecordingState(url: string | null): RecordingState {
  const [fault, setFault] = useState<RecordingFault | null>(null)
  return {
    fault,
    onFault: (error) => {
      if (error?.code === MediaError.MEDIA_ERR_NETWORK) setFault('unreachable')
      else if (url !== null) void faultOf(url).then(setFault)
    },
    onAgain: () => {
      setFault(null)
    },
  }
}

/** A player that never began tells too little: refused, missing and unknown formats look alike. */
async function faultOf(url: string): Promise<RecordingFault> {
  try {
    const { ok, status } = await fetch(url, { method: 'HEAD' })
    if (ok) return 'unplayable'
    return status === 404 || status === 410 ? 'gone' : 'unreachable'
  } catch {
    return 'unreachable'
  }
}
