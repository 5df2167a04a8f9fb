import type { ReactElement } from 'react'
import { Bar, BarChart, CartesianGrid, ReferenceLine, Tooltip, XAxis, YAxis } from 'recharts'
import { useSay } from '../say'
import { useAxes, useIsolation } from './axes'
import { colourOf, type Series } from './Plot'
import { Reading } from './Reading'
import { plotMargin } from './TimeAreas'

export interface Column {
  name: string
  /** A shorter name, for the axis. */
  tick?: string
  values: readonly number[]
}

interface ColumnsProps {
  label: string
  columns: readonly Column[]
  series: readonly Series[]
  /** A line after this column, with what it means. */
  limit?: { after: string; name: string }
}

/** Upright bars for words in their order, side by side where there are several series. */
export function Columns({ label, columns, series, limit }: ColumnsProps): ReactElement {
  const { quantities, isRightToLeft } = useSay()
  const axes = useAxes()
  const isolated = useIsolation()
  const ticks = new Map(columns.map(({ name, tick }) => [name, tick]))
  return (
    <BarChart
      responsive
      data={[...columns]}
      margin={{ ...plotMargin, top: limit === undefined ? plotMargin.top : 24 }}
      barCategoryGap="15%"
      aria-label={label}
    >
      <CartesianGrid vertical={false} />
      <XAxis
        {...axes.words}
        dataKey="name"
        tickFormatter={(name: string) => isolated(ticks.get(name) ?? name)}
        minTickGap={4}
      />
      <YAxis {...axes.upwards} allowDecimals={false} />
      <Tooltip
        isAnimationActive={false}
        content={(shown) => <Reading {...shown} heading={String} write={quantities.number} />}
      />
      {series.map(({ name, colour }, index) => (
        <Bar
          key={name}
          name={name}
          dataKey={({ values }: Column) => values[index] ?? 0}
          fill={colourOf(colour)}
          radius={[3, 3, 0, 0]}
          maxBarSize={48}
          isAnimationActive={false}
        />
      ))}
      {limit !== undefined && (
        <ReferenceLine
          className="plot-limit"
          x={limit.after}
          position={isRightToLeft ? 'start' : 'end'}
          label={{
            value: isolated(limit.name),
            position: 'top',
            className: 'plot-limit-name',
            fill: 'var(--danger)',
          }}
        />
      )}
    </BarChart>
  )
}
