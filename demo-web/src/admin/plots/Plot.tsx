import './plot.css'
import { useId, useState, type ReactElement, type ReactNode } from 'react'
import { useSay } from '../say'

export interface Series {
  name: string
  /** Which colour of the palette, 1 to 6. */
  colour: number
  /** Lines are told apart by more than their colour. */
  dash?: string
}

interface PlotProps {
  title: string
  unit: string
  /** Left out where there is but one. */
  series?: readonly Series[]
  /** The same figures, for those who cannot see the plot. */
  table: () => ReactNode
  height?: 'short' | 'usual'
  children: ReactNode
}

/** A plot with its title, unit and legend, and its figures as a table on request. */
export function Plot({
  title,
  unit,
  series = [],
  table,
  height = 'usual',
  children,
}: PlotProps): ReactElement {
  const { messages } = useSay()
  const id = useId()
  const [isTableShown, setTableShown] = useState(false)
  return (
    <figure className="plot" aria-labelledby={id}>
      <figcaption className="plot-caption">
        <span id={id} className="plot-title">
          {title}
        </span>
        <span className="plot-unit">{unit}</span>
      </figcaption>
      {series.length > 0 && (
        <ul className="plot-legend">
          {series.map(({ name, colour, dash }) => (
            <li key={name}>
              <Swatch colour={colour} dash={dash} />
              {name}
            </li>
          ))}
        </ul>
      )}
      {/* Drawn from left to right in any language; the axes themselves are mirrored. */}
      <div className="plot-canvas" data-height={height} dir="ltr">
        {children}
      </div>
      <details
        className="plot-table"
        onToggle={(event) => {
          setTableShown(event.currentTarget.open)
        }}
      >
        <summary>{messages.plot.table}</summary>
        {isTableShown && table()}
      </details>
    </figure>
  )
}

export function Swatch({
  colour,
  dash,
}: {
  colour: number
  dash?: string | undefined
}): ReactElement {
  return (
    <svg
      className="plot-swatch"
      viewBox={dash === undefined ? '0 0 12 12' : '0 0 24 12'}
      aria-hidden="true"
      focusable="false"
    >
      {dash === undefined ? (
        <rect width="12" height="12" rx="3" fill={colourOf(colour)} />
      ) : (
        <path d="M0 6h24" stroke={colourOf(colour)} strokeWidth="3" strokeDasharray={dash} />
      )}
    </svg>
  )
}

export const colourOf = (colour: number): string => `var(--plot-${colour})`
