import type { ReactElement } from 'react'
import type { Departure, SessionHistory } from '../api/answers'
import { Swatch } from '../plots/Plot'
import { useSay } from '../say'

/** Ends that nobody had announced. */
const unplanned: ReadonlySet<Departure | null> = new Set<Departure | null>([
  'left',
  'stuck',
  'error',
  'process_lost',
])

const width = 1000
const laneHeight = 20
/** The shortest stream is still seen. */
const leastWidth = 3

/** When there was a stream, and when it polled; the lists below say the same in words. */
export function Timeline({ history }: { history: SessionHistory }): ReactElement | null {
  const { messages, quantities } = useSay()
  const say = messages.session
  const { streams, polls, stability } = history
  if (stability === null || streams.length + polls.length === 0) return null
  const begin = Date.parse(stability.first_at)
  const end = Math.max(Date.parse(stability.last_at), begin + 1000)
  const at = (time: number): number => ((time - begin) / (end - begin)) * width
  return (
    <figure className="timeline">
      <figcaption className="plot-caption">
        <span className="plot-title">{say.timeline}</span>
        <span className="plot-unit">{say.timelineUnit}</span>
      </figcaption>
      <svg
        viewBox={`0 0 ${width} ${2 * laneHeight + 8}`}
        preserveAspectRatio="none"
        aria-hidden="true"
        focusable="false"
      >
        {streams.map(({ id, opened_at, closed_at, reason }) => {
          const from = at(Date.parse(opened_at))
          const to = closed_at === null ? width : at(Date.parse(closed_at))
          return (
            <rect
              key={id}
              x={from}
              width={Math.max(leastWidth, to - from)}
              height={laneHeight}
              fill={unplanned.has(reason) ? 'var(--plot-4)' : 'var(--plot-1)'}
            />
          )
        })}
        {polls.map(({ minute, first_at, last_at }) => {
          const from = at(Date.parse(first_at))
          return (
            <rect
              key={minute}
              x={from}
              y={laneHeight + 8}
              width={Math.max(leastWidth, at(Date.parse(last_at)) - from)}
              height={laneHeight}
              fill="var(--plot-2)"
            />
          )
        })}
      </svg>
      <p className="timeline-ends">
        <span>{quantities.time(begin)}</span>
        <span>{quantities.time(end)}</span>
      </p>
      <ul className="plot-legend">
        {(
          [
            [say.endedAsPlanned, 1],
            [say.endedUnannounced, 4],
            [messages.transports.polling, 2],
          ] as const
        ).map(([name, colour]) => (
          <li key={name}>
            <Swatch colour={colour} />
            {name}
          </li>
        ))}
      </ul>
    </figure>
  )
}
