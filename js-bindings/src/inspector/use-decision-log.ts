'use client'

import { useMemo } from 'react'
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

/** The session, and the record of its decisions. */
export function useRecording(
  sessionId: string | null | undefined,
  options: UseTranscriptionStatusOptions = {},
): UseTranscriptionStatusResult & { log: DecisionLog } {
  const log = useMemo(() => decisionLog(sessionId ?? ''), [sessionId])
  const session = useTranscriptionStatusSSE(sessionId, {
    ...settingsOnly(options),
    onDecision: log.addDecision,
    onTransition: log.addTransition,
  })
  return { ...session, log }
}

/** Without the callbacks: those are the page's, and are called where the page follows the session. */
export const settingsOnly = (
  options: UseTranscriptionStatusOptions,
): UseTranscriptionStatusOptions =>
  Object.fromEntries(Object.entries(options).filter(([name]) => !name.startsWith('on')))
