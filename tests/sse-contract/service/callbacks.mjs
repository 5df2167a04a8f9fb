/** Messages to the harness: numbered from 1, each sent when the one before has been answered. */

/**
 * @param callbackUrl messages are posted to `callbackUrl/1`, `/2`, …
 * @param log told of a message that the harness did not take
 */
export function callbackSender(callbackUrl, log) {
  const abort = new AbortController()
  const base = callbackUrl.replace(/\/$/, '')
  let count = 0
  let last = Promise.resolve()

  const post = async (url, body) => {
    const headers = { 'content-type': 'application/json' }
    const sent = { method: 'POST', headers, body, signal: abort.signal }
    const problem = await fetch(url, sent).then(
      async (response) => {
        await response.body?.cancel()
        return response.ok ? null : `status ${response.status}`
      },
      ({ message, cause }) => cause?.message ?? message,
    )
    if (problem !== null && !abort.signal.aborted) log(`POST ${url}: ${problem}`)
  }

  return {
    send: (message) => {
      count += 1
      const url = `${base}/${count}`
      const body = JSON.stringify(message)
      last = last.then(() => post(url, body))
    },
    /** Sends nothing more, and gives up what is under way. */
    stop: () => abort.abort(),
  }
}
