/**
 * The value of a Retry-After header in milliseconds from now, negative when there is none that
 * can be read (RFC 9110, 10.2.3: seconds or an HTTP date).
 *
 * @param value the header, or null
 * @param serverDate the answer's own Date header: a date is counted from there, so that a wrong
 *   clock on either side does no harm
 * @param wallClock milliseconds since the Unix epoch, used when the answer bears no Date
 */
export function retryAfterMs(
  value: string | null,
  serverDate: string | null,
  wallClock: number,
): number {
  if (value === null) return -1
  if (/^\d+$/.test(value.trim())) return Number(value) * 1000
  const until = Date.parse(value)
  if (Number.isNaN(until)) return -1
  // What is no date parses to NaN.
  return Math.max(0, until - (Date.parse(serverDate ?? '') || wallClock))
}
