import { problemFrom, unanswered } from './problem'

/**
 * The JSON that the service answers.
 *
 * @throws {Problem} when it refuses or does not answer
 * @throws {DOMException} `AbortError` when the request was aborted
 */
export async function ask<Answer>(url: string, init: RequestInit): Promise<Answer> {
  const response = await request(url, init)
  return (await response.json()) as Answer
}

/** Any answer that is no error; throws as `ask` does. */
export async function request(url: string, init: RequestInit): Promise<Response> {
  let response: Response
  try {
    response = await fetch(url, init)
  } catch (thrown) {
    if (init.signal?.aborted === true) throw thrown
    throw unanswered()
  }
  if (!response.ok) throw problemFrom(response.status, await response.text())
  return response
}
