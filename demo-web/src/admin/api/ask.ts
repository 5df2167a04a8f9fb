/** Why a question of an administrator brought nothing. */
export type Refusal =
  /** Nobody answered. */
  | { kind: 'unanswered' }
  /** Whoever asks has not shown the key, or it was long ago. */
  | { kind: 'stranger' }
  /** The page's visit has expired; a new one comes with the page. */
  | { kind: 'expired' }
  /** Too many tries. */
  | { kind: 'busy'; retryAfterS: number | null }
  /** The service cannot answer anybody now. */
  | { kind: 'unavailable'; retryAfterS: number | null }
  /** No such period can be looked at. */
  | { kind: 'period' }
  /** There is no such session. */
  | { kind: 'unknown' }
  /** The service's own word for what else is the matter. */
  | { kind: 'other'; status: number; detail: string }

export class Refused extends Error {
  override readonly name = 'Refused'

  constructor(readonly refusal: Refusal) {
    super(refusal.kind)
  }
}

const root = '/api/v1'
const login = `${root}/auth/admin`

/** How far the service's clock is before ours, in milliseconds; as its last answer said. */
let clockOffsetMs = 0

/** The time of day by the service's clock, which periods are asked in; Unix milliseconds. */
export const serviceNow = (): number => Date.now() + clockOffsetMs

/**
 * Ask `/api/v1/admin/{question}`.
 *
 * @throws {Refused}
 * @throws {DOMException} `AbortError` when `signal` was aborted
 */
export async function ask(question: string, signal: AbortSignal): Promise<unknown> {
  const response = await request(`${root}/admin/${question}`, { signal })
  return (await response.json()) as unknown
}

/**
 * Be an administrator for half a day.
 *
 * @throws {Refused}
 */
export async function signIn(key: string): Promise<void> {
  await request(login, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ key }),
  })
}

/** @throws {Refused} */
export async function signOut(): Promise<void> {
  await request(login, { method: 'DELETE' })
}

async function request(url: string, init: RequestInit): Promise<Response> {
  let response: Response
  try {
    response = await fetch(url, init)
  } catch (thrown) {
    if (init.signal?.aborted === true) throw thrown
    throw new Refused({ kind: 'unanswered' })
  }
  const date = Date.parse(response.headers.get('date') ?? '')
  if (!Number.isNaN(date)) {
    // It is told in whole seconds: less than a few are no difference.
    const offset = date - Date.now()
    clockOffsetMs = Math.abs(offset) > 5000 ? offset : 0
  }
  if (!response.ok) throw new Refused(refusalIn(response, await response.text()))
  return response
}

function refusalIn({ status, headers }: Response, body: string): Refusal {
  const { code, detail } = problemIn(body)
  if (code === 'bad_period') return { kind: 'period' }
  switch (status) {
    case 401:
      return { kind: 'expired' }
    case 403:
      return { kind: 'stranger' }
    case 404:
      return { kind: 'unknown' }
    case 429:
      return { kind: 'busy', retryAfterS: retryAfterIn(headers) }
    case 503:
      return { kind: 'unavailable', retryAfterS: retryAfterIn(headers) }
    default:
      return { kind: 'other', status, detail }
  }
}

function retryAfterIn(headers: Headers): number | null {
  const seconds = Number(headers.get('retry-after') ?? '')
  return seconds > 0 ? seconds : null
}

/** RFC 9457; of a proxy that knows nothing of it both are empty. */
function problemIn(body: string): { code: string; detail: string } {
  try {
    const said = JSON.parse(body) as Record<string, unknown>
    const text = (value: unknown): string => (typeof value === 'string' ? value : '')
    return { code: text(said['code']), detail: text(said['detail']) }
  } catch {
    return { code: '', detail: '' }
  }
}
