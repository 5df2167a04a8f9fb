import type { ReactElement } from 'react'
import { Area, AreaChart, CartesianGrid, Tooltip, XAxis, YAxis } from 'recharts'
import type { PeriodBody } from '../api/answers'
import { useSay } from '../say'
import { useAxes } from './axes'
import { colourOf, type Series } from './Plot'
import { Reading } from './Reading'

/** Values of each series, in the series' order, from `at` on. */
export interface Point {
  at: string
  values: readonly number[]
}

interface TimeAreasProps {
  label: string
  period: PeriodBody
  points: readonly Point[]
  series: readonly Series[]
}

/** What happened in each bucket of time, one series above the other. */
export function TimeAreas({ label, period, points, series }: TimeAreasProps): ReactElement {
  const { quantities } = useSay()
  const axes = useAxes()
  const drawn = points.map(({ at, values }) => ({ at: Date.parse(at), values }))
  const last = drawn.at(-1)
  // The last bucket is as wide as the others.
  if (last !== undefined) drawn.push({ ...last, at: Date.parse(period.until) })
  return (
    <AreaChart responsive data={drawn} margin={axes.margin} aria-label={label}>
      <CartesianGrid vertical={false} />
      <XAxis {...axes.time(period)} />
      <YAxis {...axes.upwards} />
      <Tooltip
        isAnimationActive={false}
        content={(shown) => (
          <Reading
            {...shown}
            heading={(at) => quantities.dateTime(Number(at))}
            write={quantities.number}
          />
        )}
      />
      {series.map(({ name, colour }, index) => (
        <Area
          key={name}
          name={name}
          type="stepAfter"
          stackId="all"
          dataKey={({ values }: Point) => values[index] ?? 0}
          stroke="none"
          fill={colourOf(colour)}
          fillOpacity={1}
          isAnimationActive={false}
          activeDot={false}
        />
      ))}
    </AreaChart>
  )
}
