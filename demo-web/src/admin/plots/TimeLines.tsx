import type { ReactElement } from 'react'
import {
  CartesianGrid,
  type DotItemDotProps,
  Line,
  LineChart,
  ReferenceLine,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts'
import type { PeriodBody } from '../api/answers'
import { useSay } from '../say'
import { useAxes } from './axes'
import { colourOf, type Series } from './Plot'
import { Reading } from './Reading'

interface TimeLinesProps {
  label: string
  period: PeriodBody
  points: readonly { at: string; values: Values }[]
  series: readonly Series[]
  /** A line across, at this value. */
  limit: number
  write: (value: number) => string
}

const least = 0.1
/** Beyond the highest bound that is told apart, so that a line at it is within the plot. */
const most = 20_000
const decades = [0.1, 1, 10, 100, 1000, 10_000]

type Values = readonly (number | null)[]

/** Positive values over time, on a logarithmic axis; one between two gaps is a dot. */
export function TimeLines(props: TimeLinesProps): ReactElement {
  const { label, period, points, series, limit, write } = props
  const { quantities } = useSay()
  const axes = useAxes()
  const drawn = points.map(({ at, values }) => ({
    at: Date.parse(at),
    values: values.map((value) => (value === null ? null : Math.max(value, least))),
  }))
  return (
    <LineChart responsive data={drawn} margin={axes.margin} aria-label={label}>
      <CartesianGrid vertical={false} />
      <XAxis {...axes.time(period)} />
      <YAxis {...axes.upwards} scale="log" domain={[least, most]} ticks={decades} />
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
          dataKey={({ values }: { values: Values }) => values[index] ?? null}
          stroke={colourOf(colour)}
          strokeDasharray={dash ?? ''}
          strokeWidth={2}
          // A line needs two values: whoever has but one would see none.
          dot={({ key, index: at, cx, cy }: DotItemDotProps) =>
            isAlone(drawn, at, index) && (
              <circle
                key={key}
                className="plot-dot"
                cx={cx}
                cy={cy}
                r={3}
                fill={colourOf(colour)}
              />
            )
          }
          isAnimationActive={false}
        />
      ))}
    </LineChart>
  )
}

const isAlone = (drawn: readonly { values: Values }[], at: number, series: number): boolean => {
  const valueAt = (place: number): number | null => drawn[place]?.values[series] ?? null
  return valueAt(at) !== null && valueAt(at - 1) === null && valueAt(at + 1) === null
}
