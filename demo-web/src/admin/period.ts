import { serviceNow } from './api/ask'

/** Periods that end now; in the order of the chooser. */
export const spans = ['hour', 'day', 'week', 'month'] as const

export type Span = (typeof spans)[number]

/** The time that is looked at: the last so and so long, or between two times (RFC 3339). */
export type Period = { span: Span } | { span: 'own'; since: string; until: string }

const hourMs = 3_600_000

const lengthMs: Record<Span, number> = {
  hour: hourMs,
  day: 24 * hourMs,
  week: 7 * 24 * hourMs,
  month: 30 * 24 * hourMs,
}

const usual: Period = { span: 'day' }

/** The period that an address asks for; a day, where it asks for none that is one. */
export function periodIn(search: URLSearchParams): Period {
  const since = moment(search.get('since'))
  const until = moment(search.get('until'))
  if (since !== null && until !== null) return { span: 'own', since, until }
  const span = spans.find((known) => known === search.get('period'))
  return span === undefined ? usual : { span }
}

/** The address of a period: what `periodIn` reads. */
export function searchOf(period: Period): URLSearchParams {
  if (period.span === 'own') {
    return new URLSearchParams({ since: period.since, until: period.until })
  }
  return new URLSearchParams(period.span === usual.span ? {} : { period: period.span })
}

/** The parameters that ask the service for it now. */
export function questionOf(period: Period): string {
  if (period.span === 'own') return searchOf(period).toString()
  const since = new Date(serviceNow() - lengthMs[period.span]).toISOString()
  return new URLSearchParams({ since }).toString()
}

/** The same for the same choice, at any time. */
export const nameOf = (period: Period): string => searchOf(period).toString()

function moment(text: string | null): string | null {
  const at = Date.parse(text ?? '')
  return Number.isNaN(at) ? null : new Date(at).toISOString()
}
