import type { ReactElement } from 'react'
import { CartesianGrid, Line, LineChart, ReferenceLine, Tooltip, XAxis, YAxis } from 'recharts'
import type { PeriodBody } from '../api/answers'
import { useSay } from '../say'
import { useAxes } from './axes'
import { colourOf, type Series } from './Plot'
import { Reading } from './Reading'
import { plotMargin } from './TimeAreas'

interface TimeLinesProps {
  label: string
  period: PeriodBody
  points: readonly { at: string; values: readonly (number | null)[] }[]
  series: readonly Series[]
  /** A line across, at this value. */
  limit: number
  write: (value: number) => string
}

const least = 0.1
const decades = [0.1, 1, 10, 100, 1000, 10_000]

/** Positive values over time, on a logarithmic axis. */
export function TimeLines(props: TimeLinesProps): ReactElement {
  const { label, period, points, series, limit, write } = props
  const { quantities } = useSay()
  const axes = useAxes()
  const drawn = points.map(({ at, values }) => ({
    at: Date.parse(at),
    values: values.map((value) => (value === null ? null : Math.max(value, least))),
  }))
  return (
    <LineChart responsive data={drawn} margin={plotMargin} aria-label={label}>
      <CartesianGrid vertical={false} />
      <XAxis {...axes.time(period)} />
      <YAxis
        {...axes.upwards}
        scale="log"
        domain={[least, 10_000]}
        ticks={decades}
        allowDataOverflow
      />
      <ReferenceLine y={limit} className="plot-limit" />
      <Tooltip
        isAnimationActive={false}
        content={(shown) => (
          <Reading {...shown} heading={(at) => quantities.dateTime(Number(at))} write={write} />
        )}
      />
      {series.map(({ name, colour, dash }, index) => (
        <Line
          key={name}
          name={name}
          type="linear"
          dataKey={({ values }: { values: readonly (number | null)[] }) => values[index] ?? null}
          stroke={colourOf(colour)}
          strokeDasharray={dash ?? ''}
          strokeWidth={2}
          // A value between two gaps is a dot, else it would not be seen.
          dot={drawn.length > 60 ? false : { r: 2, strokeDasharray: '' }}
          isAnimationActive={false}
        />
      ))}
    </LineChart>
  )
}
