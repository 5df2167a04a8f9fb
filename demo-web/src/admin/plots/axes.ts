import type { XAxisProps, YAxisProps } from 'recharts'
import type { PeriodBody } from '../api/answers'
import { useSay } from '../say'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

const steps = [
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * minuteMs),
  ...[1, 2, 3, 6, 12].map((hours) => hours * hourMs),
  ...[1, 2, 7, 14, 30, 60].map((days) => days * dayMs),
]

const mostTicks = 8
/** Up to here hours tell more than days. */
const longestInHoursMs = 2 * dayMs

/** Told here, not in CSS: the library measures by the one, and writes the other into the element. */
export const tick = { fontSize: 13, fill: 'var(--ink-soft)' }
const line = { tick, tickLine: false, axisLine: { stroke: 'var(--line-strong)' } } as const

interface Axes {
  /** Times, Unix milliseconds. */
  time: (period: PeriodBody) => XAxisProps
  /** Words. */
  words: XAxisProps
  /** Quantities, upwards. */
  upwards: YAxisProps
  /** Room around a plot: its last time stands half beyond the end of the axis. */
  margin: { top: number; right: number; bottom: number; left: number }
}

const halfOfATimeWide = 28

/** Axes in the direction of the page's language. */
export function useAxes(): Axes {
  const { quantities, isRightToLeft } = useSay()
  const isolated = useIsolation()
  return {
    time: (period) => {
      const [since, until] = [Date.parse(period.since), Date.parse(period.until)]
      const write = until - since <= longestInHoursMs ? quantities.clock : quantities.date
      return {
        ...line,
        dataKey: 'at',
        type: 'number',
        scale: 'time',
        domain: [since, until],
        ticks: timeTicks(since, until),
        tickFormatter: (at: number) => isolated(write(at)),
        reversed: isRightToLeft,
        minTickGap: 12,
      }
    },
    words: { ...line, type: 'category', reversed: isRightToLeft, interval: 'preserveStart' },
    upwards: {
      tick,
      tickLine: false,
      axisLine: false,
      orientation: isRightToLeft ? 'right' : 'left',
      tickFormatter: (value: number) => isolated(quantities.number(value)),
      width: 'auto',
      tickCount: 4,
    },
    margin: {
      top: 8,
      right: isRightToLeft ? 0 : halfOfATimeWide,
      bottom: 0,
      left: isRightToLeft ? halfOfATimeWide : 0,
    },
  }
}

/** Plots are drawn from left to right; what is written in them has the direction of its language. */
export function useIsolation(): (text: string) => string {
  const { isRightToLeft } = useSay()
  return (text) => (isRightToLeft ? `\u2067${text}\u2069` : text)
}

/** Round times by the user's clock, few enough to be read. */
export function timeTicks(since: number, until: number): number[] {
  const step = steps.find((width) => (until - since) / width <= mostTicks) ?? dayMs * 90
  const offset = new Date(since).getTimezoneOffset() * minuteMs
  const ticks: number[] = []
  for (let at = Math.ceil((since - offset) / step) * step + offset; at <= until; at += step) {
    ticks.push(at)
  }
  return ticks
}
