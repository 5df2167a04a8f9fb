import type { ProgressMessages } from 'transcription-status-sse/components'

/**
 * The package's sentences with what is particular to this service: some words for its own
 * messages, and what can be done about a failure.
 *
 * @param advice by the code of the failure
 */
export function ofThisService(
  messages: ProgressMessages,
  advice: Record<string, string>,
): ProgressMessages {
  const { narration, failure } = messages
  const known = Object.entries(failure.known).map(([code, said]) => [
    code,
    { ...said, advice: advice[code] ?? said.advice },
  ])
  return {
    ...messages,
    narration: {
      ...narration,
      queued: narration.waiting,
      queued_again: narration.waiting_again,
      no_speech: narration.completed_without_speech,
    },
    failure: {
      ...failure,
      known: Object.fromEntries(known) as ProgressMessages['failure']['known'],
    },
  }
}

/** The same advice for each way in which a recogniser can fail. */
export const doneAgain = (advice: string): Record<string, string> => ({
  recogniser_stalled: advice,
  recogniser_crashed: advice,
})
