/**
 * Why a request brought nothing: the service's own problem (RFC 9457), or that it did not answer.
 * What is shown of it is chosen in the page's language, by the code.
 */
export class Problem extends Error {
  override readonly name = 'Problem'
  /** HTTP status, or 0 when no answer came. */
  readonly status: number
  /** The service's word for it; empty when it gave none. */
  readonly code: string
  /** The service's own sentences, in English; empty when it gave none. */
  readonly title: string
  readonly detail: string

  constructor(status: number, code: string, title: string, detail: string) {
    super(`${status} ${code}: ${detail}`)
    this.status = status
    this.code = code
    this.title = title
    this.detail = detail
  }

  /** The same request may work later: nobody answered, or the service was busy or broken. */
  get mayPass(): boolean {
    return this.status === 0 || this.status >= 500 || [408, 425, 429].includes(this.status)
  }
}

/** The problem in an error answer, whose body may be anything. */
export function problemFrom(status: number, body: string): Problem {
  const { code, title, detail } = fieldsOf(body)
  return new Problem(status, text(code), text(title), text(detail))
}

/** The problem of a request that nobody answered. */
export const unanswered = (): Problem => new Problem(0, '', '', '')

/** Any thrown thing as a problem that can be shown. */
export function asProblem(thrown: unknown): Problem {
  return thrown instanceof Problem ? thrown : unanswered()
}

function fieldsOf(body: string): Record<string, unknown> {
  try {
    const parsed: unknown = JSON.parse(body)
    return typeof parsed === 'object' && parsed !== null ? { ...parsed } : {}
  } catch {
    return {}
  }
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '')
