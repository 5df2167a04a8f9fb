import { messages } from '../messages'

/**
 * Why a request brought nothing: the service's own problem (RFC 9457), or that it did not answer.
 * `title` and `detail` are sentences for people: what happened, and what they can do.
 */
export class Problem extends Error {
  override readonly name = 'Problem'
  readonly title: string
  readonly detail: string
  /** HTTP status, or 0 when no answer came. */
  readonly status: number

  constructor(title: string, detail: string, status: number) {
    super(detail === '' ? title : `${title} ${detail}`)
    this.title = title
    this.detail = detail
    this.status = status
  }

  /** The same request may work later: nobody answered, or the service was busy or broken. */
  get mayPass(): boolean {
    return this.status === 0 || this.status >= 500 || [408, 425, 429].includes(this.status)
  }
}

/** The problem in an error answer. A body that is none still gives a sentence for people. */
export function problemFrom(status: number, body: string): Problem {
  const unexpected = messages.problem.unexpectedAnswer(status)
  try {
    const { code, title, detail } = JSON.parse(body) as Record<string, unknown>
    const known = messages.problem.known[String(code)]
    return new Problem(
      known?.title ?? (typeof title === 'string' ? title : unexpected.title),
      known?.detail ?? (typeof detail === 'string' ? detail : unexpected.detail),
      status,
    )
  } catch {
    return new Problem(unexpected.title, unexpected.detail, status)
  }
}

/** The problem of a request that nobody answered. */
export function unanswered(): Problem {
  return new Problem(messages.problem.unanswered.title, messages.problem.unanswered.detail, 0)
}

/** Any thrown thing as a problem that can be shown. */
export function asProblem(thrown: unknown): Problem {
  return thrown instanceof Problem ? thrown : unanswered()
}
