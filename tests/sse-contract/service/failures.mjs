/** What to tell of a connection that came to nothing, from the machine's own account of it. */

/**
 * @param told called with each sentence
 * @param policy names the time-outs
 */
export function failureTeller(told, policy) {
  let answer = null
  let counted = {}

  const refusal = () => {
    const type = answer.headers.get('content-type') ?? 'no content type'
    return answer.status === 200
      ? `expected text/event-stream, was answered with ${type}`
      : `expected an event stream, was answered with status ${answer.status}`
  }
  const sentences = {
    error: () => 'the connection failed or was ended',
    diedYoung: () => 'the connection was ended',
    refused: refusal,
    connectTimeout: () => `there was no answer for ${policy.connectTimeoutMs} ms`,
    silence: () => `nothing came for ${policy.silenceMs} ms`,
  }

  return {
    /** Gives back the answer to a request for a stream. */
    noteAnswer: (response) => (answer = response),

    /**
     * Called with each state that the machine enters, and its counts of failures by cause. Where no
     * count grew, it connects anew because it was asked to, unless that is its end: a 204.
     */
    enter(state, counts) {
      const cause = Object.keys(sentences).find((name) => counts[name] > (counted[name] ?? 0))
      counted = counts
      const isEnd = state === 'closed' || state === 'failed'
      const sentence = cause ? sentences[cause]() : isEnd ? refusal() : null
      if (sentence !== null) told(isEnd ? `${sentence}; it is not asked again` : sentence)
    },
  }
}
