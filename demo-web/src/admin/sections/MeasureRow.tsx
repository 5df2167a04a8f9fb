import type { ReactElement } from 'react'
import type { Difference, Measure } from '../api/answers'
import { Whiskers } from '../plots/Whiskers'
import { useSay, type Say } from '../say'

/** Where less is better for users. */
const costs: ReadonlySet<Measure> = new Set(['requests', 'bytes', 'failures'])
const shares: ReadonlySet<Measure> = new Set([
  'share_within_100_ms',
  'uptime_ratio',
  'watched_to_the_end',
])

interface MeasureRowProps {
  measure: Measure
  difference: Difference
}

/** One measure in both arms, and how sure their difference is. */
export function MeasureRow({ measure, difference }: MeasureRowProps): ReactElement {
  const { messages, quantities } = useSay()
  const say = messages.experiment
  const write = writerOf(measure, quantities)
  const { sse, polling, interval } = difference
  return (
    <li className="measure" data-measure={measure}>
      <h4>{say.measures[measure]}</h4>
      <dl className="measure-means">
        {(
          [
            ['sse', sse],
            ['polling', polling],
          ] as const
        ).map(([arm, { mean }]) => (
          <div key={arm}>
            <dt>{messages.transports[arm]}</dt>
            <dd>{mean === null ? '–' : write(mean)}</dd>
          </div>
        ))}
      </dl>
      {difference.difference === null || interval === null ? (
        <p className="measure-none">
          {Math.min(sse.users, polling.users) < 30
            ? say.few(quantities.count(Math.min(sse.users, polling.users)))
            : say.alike}
        </p>
      ) : (
        <Interval
          measure={measure}
          at={difference.difference}
          low={interval.low}
          high={interval.high}
        />
      )}
    </li>
  )
}

interface IntervalProps {
  measure: Measure
  at: number
  low: number
  high: number
}

function Interval({ measure, at, low, high }: IntervalProps): ReactElement {
  const { messages, quantities } = useSay()
  const say = messages.experiment
  const write = differenceWriterOf(measure, quantities)
  const interval = say.interval(write(low), write(high))
  const text = `${shares.has(measure) ? say.points(write(at)) : write(at)} (${interval})`
  const isClear = low > 0 || high < 0
  const isBetter = costs.has(measure) === at < 0
  const verdict = !isClear ? 'even' : isBetter ? 'better' : 'worse'
  return (
    <>
      <Whiskers at={at} low={low} high={high} label={`${say.measures[measure]}: ${text}`} />
      <p className="measure-verdict" data-verdict={verdict}>
        <strong>{say[verdict]}</strong>
        <span>{text}</span>
      </p>
    </>
  )
}

function writerOf(measure: Measure, quantities: Say['quantities']): (value: number) => string {
  if (shares.has(measure)) return quantities.percent
  return measure === 'bytes' ? quantities.bytes : quantities.number
}

/** Differences of shares are points of a percentage: a difference in percent would be another. */
function differenceWriterOf(
  measure: Measure,
  quantities: Say['quantities'],
): (value: number) => string {
  if (shares.has(measure)) return quantities.points
  return measure === 'bytes' ? quantities.bytesDifference : quantities.difference
}
