import type { ReactElement } from 'react'
import { colourOf } from './Plot'

interface LengthsProps {
  rows: readonly { name: string; value: number; colour?: number }[]
  write: (value: number) => string
}

/** Lying bars, each with its name above and its figure beside it: it is its own table. */
export function Lengths({ rows, write }: LengthsProps): ReactElement {
  const most = Math.max(...rows.map(({ value }) => value), Number.MIN_VALUE)
  return (
    <dl className="lengths">
      {rows.map(({ name, value, colour = 1 }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            <svg className="length" aria-hidden="true" focusable="false">
              <rect
                height="100%"
                rx="3"
                width={`${(value / most) * 100}%`}
                fill={colourOf(colour)}
              />
            </svg>
            <span className="length-figure">{write(value)}</span>
          </dd>
        </div>
      ))}
    </dl>
  )
}
