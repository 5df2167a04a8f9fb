import type { ProgressMessages } from 'transcription-status-sse/components'

interface ServiceWords {
  /** What can be done here about a failed job, by the code of the failure. */
  failures?: Record<string, string>
  /** Why a session cannot be shown here, and what can be done, by the code of the error. */
  errors: Partial<ProgressMessages['errors']>
}

/** The package's sentences, with those that only hold for this service. */
export function ofThisService(
  messages: ProgressMessages,
  { failures = {}, errors }: ServiceWords,
): ProgressMessages {
  const { failure } = messages
  const known = Object.entries(failure.known).map(([code, said]) => [
    code,
    { ...said, advice: failures[code] ?? said.advice },
  ])
  return {
    ...messages,
    failure: {
      ...failure,
      known: Object.fromEntries(known) as ProgressMessages['failure']['known'],
    },
    errors: { ...messages.errors, ...errors },
  }
}

/** The same advice for each way in which a recogniser can fail. */
export const doneAgain = (advice: string): Record<string, string> => ({
  recogniser_stalled: advice,
  recogniser_crashed: advice,
})
