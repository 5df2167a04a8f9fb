/** How a language writes numbers, units and times. */
export interface Quantities {
  /** `83` seconds → `1:23`, `3723` → `1:02:03`. */
  clock: (totalSeconds: number) => string
  /** `2911` → `2,911`. */
  count: (value: number) => string
  /** `42.7` of a hundred → `42%`. */
  percent: (value: number) => string
  /** `17.7` → `18 secs`; below ten with one decimal. */
  seconds: (value: number) => string
  /** Bytes → `30.0 MB`. */
  megabytes: (bytes: number) => string
  /** Bytes a second → `2.1 MB/s`. */
  megabytesPerSecond: (bytesPerSecond: number) => string
  /** `3.24` → `3.2`. */
  factor: (value: number) => string
  /** Day and time of day. */
  moment: (at: Date) => string
  timeOfDay: (at: Date) => string
}

/** @param locale a BCP 47 tag */
export function quantities(locale: string): Quantities {
  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 })
  const percent = new Intl.NumberFormat(locale, { style: 'percent' })
  const factor = decimals(locale, {})
  const megabytes = decimals(locale, unit('megabyte'))
  const megabytesPerSecond = decimals(locale, unit('megabyte-per-second'))
  const moment = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' })
  const timeOfDay = new Intl.DateTimeFormat(locale, { timeStyle: 'medium' })
  return {
    clock,
    count: (value) => whole.format(value),
    percent: (value) => percent.format(Math.floor(value) / 100),
    seconds: (value) =>
      new Intl.NumberFormat(locale, {
        ...unit('second'),
        maximumFractionDigits: value < 10 ? 1 : 0,
      }).format(value),
    megabytes: (bytes) => megabytes.format(bytes / 1e6),
    megabytesPerSecond: (rate) => megabytesPerSecond.format(rate / 1e6),
    factor: (value) => factor.format(value),
    moment: (at) => moment.format(at),
    timeOfDay: (at) => timeOfDay.format(at),
  }
}

function clock(totalSeconds: number): string {
  const whole = Math.floor(totalSeconds)
  const hours = Math.floor(whole / 3600)
  const minutes = Math.floor(whole / 60) % 60
  const padded = (value: number): string => String(value).padStart(2, '0')
  const tail = padded(whole % 60)
  return hours > 0 ? `${hours}:${padded(minutes)}:${tail}` : `${minutes}:${tail}`
}

const unit = (name: string): Intl.NumberFormatOptions => ({
  style: 'unit',
  unit: name,
  unitDisplay: 'short',
})

const decimals = (locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat =>
  new Intl.NumberFormat(locale, {
    ...options,
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  })
