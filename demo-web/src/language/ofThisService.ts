import type { ProgressMessages } from 'transcription-status-sse/components'

/**
 * The package's sentences, with what can be done here about a failure.
 *
 * @param advice by the code of the failure
 */
export function ofThisService(
  messages: ProgressMessages,
  advice: Record<string, string>,
): ProgressMessages {
  const { failure } = messages
  const known = Object.entries(failure.known).map(([code, said]) => [
    code,
    { ...said, advice: advice[code] ?? said.advice },
  ])
  return {
    ...messages,
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
