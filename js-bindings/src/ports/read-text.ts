/**
 * Reads a body as UTF-8 text, and gives up the rest once it is longer than `maxBytes`: the core
 * refuses what is too long, it need not be held in memory first.
 */
export async function readText(response: Response, maxBytes: number): Promise<string> {
  if (response.body === null) return ''
  const reader = response.body.getReader()
  const decoder = new TextDecoder()
  let text = ''
  let length = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return text + decoder.decode()
    const room = maxBytes + 1 - length
    text += decoder.decode(value.subarray(0, room), { stream: true })
    length += value.length
    if (length > maxBytes) {
      void reader.cancel().catch(() => undefined)
      // One more than allowed even if the cut fell inside a character.
      return text.padEnd(maxBytes + 1)
    }
  }
}
