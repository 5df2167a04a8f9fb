import type { ReactElement } from 'react'
import { ErrorBar, ReferenceLine, Scatter, ScatterChart, XAxis, YAxis } from 'recharts'
import { tick, useIsolation } from './axes'
import { useSay } from '../say'

interface WhiskersProps {
  label: string
  at: number
  low: number
  high: number
}

/** A difference as a dot, its interval as whiskers, and where there would be none. */
export function Whiskers({ label, at, low, high }: WhiskersProps): ReactElement {
  const { messages, isRightToLeft } = useSay()
  const isolated = useIsolation()
  const room = (Math.max(high, 0) - Math.min(low, 0)) * 0.08
  const domain: [number, number] = [Math.min(low, 0) - room, Math.max(high, 0) + room]
  return (
    <div className="whiskers" dir="ltr">
      <ScatterChart
        responsive
        data={[{ at, y: 0, error: [at - low, high - at] }]}
        margin={{ top: 4, right: 44, bottom: 0, left: 44 }}
        accessibilityLayer={false}
        role="img"
        aria-label={label}
      >
        <XAxis
          type="number"
          dataKey="at"
          domain={domain}
          reversed={isRightToLeft}
          ticks={[0]}
          tickFormatter={() => isolated(messages.experiment.zero)}
          tickLine={false}
          axisLine={{ stroke: 'var(--line)' }}
          tick={tick}
        />
        <YAxis type="number" dataKey="y" domain={[-1, 1]} hide />
        <ReferenceLine x={0} className="plot-zero" />
        <Scatter fill="var(--plot-1)" isAnimationActive={false}>
          <ErrorBar
            dataKey="error"
            direction="x"
            stroke="var(--plot-1)"
            strokeWidth={2}
            width={6}
            isAnimationActive={false}
          />
        </Scatter>
      </ScatterChart>
    </div>
  )
}
