import type { ReactElement } from 'react'
import type { TooltipContentProps } from 'recharts'
import { useSay } from '../say'

interface ReadingProps extends TooltipContentProps {
  heading: (label: unknown) => string
  write: (value: number) => string
}

/** The figures under the pointer, or where the arrow keys have come to. */
export function Reading({
  active,
  payload,
  label,
  heading,
  write,
}: ReadingProps): ReactElement | null {
  const { isRightToLeft } = useSay()
  if (!active || payload.length === 0) return null
  return (
    <div className="plot-reading" dir={isRightToLeft ? 'rtl' : 'ltr'} role="status">
      <p>{heading(label)}</p>
      <dl>
        {payload
          .filter(({ value }) => typeof value === 'number')
          .map(({ name, value, color, graphicalItemId }) => (
            <div key={graphicalItemId}>
              <dt>
                <svg viewBox="0 0 12 12" aria-hidden="true" focusable="false">
                  <rect width="12" height="12" rx="3" fill={color} />
                </svg>
                {String(name)}
              </dt>
              <dd>{write(Number(value))}</dd>
            </div>
          ))}
      </dl>
    </div>
  )
}
