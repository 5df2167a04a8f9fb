'use client'

import { useEffect, useMemo, useState } from 'react'
import { useTranscriptionStatusSSE } from '../react/use-transcription-status-sse.js'
import type { UseTranscriptionStatusOptions, UseTranscriptionStatusResult } from '../types.js'
import { decisionLog, type DecisionLog } from './decision-log.js'

/**
 * Records a session's decisions for as long as the component is mounted: for a `ConnectionInspector`
 * that is not shown yet. Follows the session as a user of it, with the connection of all whose
 * settings are equal.
 *
 * @param options those of the page's own hook; its callbacks are not called by this
 */
export function useDecisionLog(
  sessionId: string | null | undefined,
  options?: UseTranscriptionStatusOptions,
): DecisionLog {
  return useRecording(sessionId, options).log
}

/**
 * The session, and the record of its decisions.
 *
 * @param given a record that is kept elsewhere: then none is kept here
 */
export function useRecording(
  sessionId: string | null | undefined,
  options: UseTranscriptionStatusOptions = {},
  given?: DecisionLog,
): UseTranscriptionStatusResult & { log: DecisionLog } {
  const own = useMemo(() => decisionLog(sessionId ?? ''), [sessionId])
  const session = useTranscriptionStatusSSE(sessionId, {
    ...settingsOnly(options),
    ...(given === undefined && { onDecision: own.addDecision, onTransition: own.addTransition }),
  })
  return { ...session, log: given ?? own }
}

/** Whether the code that tells decisions is there: until then none is told, whoever makes them. */
export function useTelling(): boolean {
  const [isThere, setIsThere] = useState(false)
  useEffect(() => {
    let isMounted = true
    void import('../decisions.js').then(
      () => isMounted && setIsThere(true),
      () => undefined,
    )
    return () => void (isMounted = false)
  }, [])
  return isThere
}

/** Without the callbacks: those are the page's, and are called where the page follows the session. */
export const settingsOnly = (
  options: UseTranscriptionStatusOptions,
): UseTranscriptionStatusOptions =>
  Object.fromEntries(Object.entries(options).filter(([name]) => !name.startsWith('on')))
