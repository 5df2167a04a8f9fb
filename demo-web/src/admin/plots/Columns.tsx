import type { ReactElement } from 'react'
import {
  Bar,
  BarChart,
  CartesianGrid,
  Rectangle,
  ReferenceLine,
  Tooltip,
  XAxis,
  YAxis,
  type BarShapeProps,
} from 'recharts'
import { useSay } from '../say'
import { useAxes, useIsolation } from './axes'
import { colourOf, type Series } from './Plot'
import { Reading } from './Reading'

export interface Column {
  name: string
  /** A shorter name, for the axis. */
  tick?: string
  values: readonly number[]
  /** Drawn as such: only a part of what the column stands for was counted. */
  isPart?: boolean
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
  // Each column's bars are drawn from left to right, whichever way its axis runs.
  const bars = series.map((one, index) => ({ ...one, index }))
  if (isRightToLeft) bars.reverse()
  return (
    <BarChart
      responsive
      data={[...columns]}
      margin={{ ...axes.margin, top: limit === undefined ? axes.margin.top : 24 }}
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
        content={(shown) => (
          <Reading
            {...shown}
            payload={isRightToLeft ? shown.payload.toReversed() : shown.payload}
            heading={String}
            write={quantities.number}
          />
        )}
      />
      {bars.map(({ name, colour, index }) => (
        <Bar
          key={name}
          name={name}
          dataKey={({ values }: Column) => values[index] ?? 0}
          fill={colourOf(colour)}
          radius={[3, 3, 0, 0]}
          maxBarSize={48}
          isAnimationActive={false}
          shape={({ index: column, ...bar }: BarShapeProps) => (
            <Rectangle
              {...bar}
              {...(columns[column]?.isPart === true && {
                className: 'plot-part',
                stroke: colourOf(colour),
              })}
            />
          )}
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
