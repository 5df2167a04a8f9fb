/** Figures as the user's language writes them. */
export interface Quantities {
  count: (value: number) => string
  /** With as many digits as tell something: `0.25`, `3.4`, `120`. */
  number: (value: number) => string
  /** Of a share, 0 to 1. No rounding makes it whole, or lets it reach what it has not. */
  percent: (share: number) => string
  milliseconds: (value: number) => string
  bytes: (value: number) => string
  /** A difference with its sign; as `number`. */
  difference: (value: number) => string
  /** Of a difference of shares: `+12.5` points. */
  points: (share: number) => string
  /** With its sign; as `bytes`. */
  bytesDifference: (bytes: number) => string
  /** Few signs: `100`, `3K`. */
  short: (value: number) => string
  /** `14s`, `3m 5s`, `2h 4m`. */
  duration: (seconds: number) => string
  /** A width of time in words: `10 minutes`, `1 hour`, `2 days`. */
  width: (seconds: number) => string
  /** Hours and minutes. */
  clock: (at: string | number) => string
  /** With seconds. */
  time: (at: string | number) => string
  date: (at: string | number) => string
  dateTime: (at: string | number) => string
  /** With seconds. */
  moment: (at: string | number) => string
  /** A day in UTC, `2026-01-31`. */
  day: (day: string) => string
  /** `20 seconds ago`. */
  ago: (seconds: number) => string
}

const scale = [
  [1e9, 'gigabyte'],
  [1e6, 'megabyte'],
  [1e3, 'kilobyte'],
] as const

export function quantitiesIn(locale: string): Quantities {
  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 })
  const numbers = (digits: number): Intl.NumberFormat =>
    new Intl.NumberFormat(locale, { maximumFractionDigits: digits })
  const [none, one, two] = [numbers(0), numbers(1), numbers(2)]
  const units = new Map<string, Intl.NumberFormat>()
  const unit = (
    value: number,
    name: string,
    digits = 0,
    unitDisplay: 'short' | 'narrow' | 'long' = 'short',
  ): string => {
    const key = `${name} ${digits} ${unitDisplay}`
    const format =
      units.get(key) ??
      new Intl.NumberFormat(locale, {
        style: 'unit',
        unit: name,
        unitDisplay,
        maximumFractionDigits: digits,
      })
    units.set(key, format)
    return format.format(value)
  }
  // Arabic's short form is known to few, and stands nowhere else on the page.
  const millisecondsAs = locale.startsWith('ar') ? 'long' : 'short'
  const percents = [0, 1, 2].map(
    (digits) =>
      new Intl.NumberFormat(locale, {
        style: 'percent',
        minimumFractionDigits: digits,
        maximumFractionDigits: digits,
        roundingMode: 'trunc',
      }),
  )
  const compact = new Intl.NumberFormat(locale, { notation: 'compact' })
  const when = (options: Intl.DateTimeFormatOptions): ((at: string | number) => string) => {
    const format = new Intl.DateTimeFormat(locale, options)
    return (at) => format.format(new Date(at))
  }
  const past = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
  const day = when({ day: 'numeric', month: 'short', weekday: 'short', timeZone: 'UTC' })

  const number = (value: number): string => {
    const size = Math.abs(value)
    if (size >= 100 || Number.isInteger(value)) return none.format(value)
    if (size >= 10) return one.format(value)
    if (size >= 0.01) return two.format(value)
    return new Intl.NumberFormat(locale, { maximumSignificantDigits: 1 }).format(value)
  }

  const bytes = (value: number): string => {
    const [size, name] = scale.find(([least]) => Math.abs(value) >= least) ?? [1, 'byte']
    if (size === 1) return unit(value, name, 0, 'long')
    return unit(value / size, name, Math.abs(value / size) < 10 ? 1 : 0)
  }
  const signed = (value: number, write: (size: number) => string): string =>
    // The mark keeps the sign before the number, also among words from right to left.
    `\u200e${value > 0 ? '+' : value < 0 ? '−' : ''}${write(Math.abs(value))}`

  return {
    count: (value) => whole.format(value),
    number,
    percent: (share) => {
      const isWhole = Math.abs(share * 100 - Math.round(share * 100)) < 1e-9
      const digits = isWhole ? 0 : share >= 0.99 ? 2 : 1
      // 1 - 0.8 is less than 0.2 in binary fractions.
      return percents[digits]?.format(share + 1e-12) ?? ''
    },
    milliseconds: (value) => unit(value, 'millisecond', value < 10 ? 1 : 0, millisecondsAs),
    bytes,
    bytesDifference: (value) => signed(value, bytes),
    difference: (value) => signed(value, number),
    points: (share) => signed(share * 100, number),
    short: (value) => compact.format(value),
    duration: (seconds) => {
      const parts = (whole: number, large: string, rest: number, small: string): string =>
        [
          unit(whole, large, 0, 'narrow'),
          ...(rest > 0 ? [unit(rest, small, 0, 'narrow')] : []),
        ].join(' ')
      if (seconds < 60) return unit(seconds, 'second', seconds < 10 ? 1 : 0, 'narrow')
      const minutes = Math.floor(seconds / 60)
      if (minutes < 60) return parts(minutes, 'minute', Math.floor(seconds % 60), 'second')
      return parts(Math.floor(minutes / 60), 'hour', minutes % 60, 'minute')
    },
    width: (seconds) => {
      if (seconds < 3600) return unit(seconds / 60, 'minute', 0, 'long')
      if (seconds < 86_400) return unit(seconds / 3600, 'hour', 0, 'long')
      return unit(seconds / 86_400, 'day', 0, 'long')
    },
    clock: when({ hour: '2-digit', minute: '2-digit' }),
    time: when({ hour: '2-digit', minute: '2-digit', second: '2-digit' }),
    date: when({ day: 'numeric', month: 'short' }),
    dateTime: when({ day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' }),
    moment: when({
      day: 'numeric',
      month: 'short',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    }),
    day: (name) => day(`${name}T00:00:00Z`),
    ago: (seconds) => {
      if (seconds < 60) return past.format(-Math.round(seconds), 'second')
      if (seconds < 3600) return past.format(-Math.floor(seconds / 60), 'minute')
      return past.format(-Math.floor(seconds / 3600), 'hour')
    },
  }
}
