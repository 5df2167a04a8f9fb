import './figures.css'
import type { ReactElement, ReactNode } from 'react'

interface FiguresProps {
  /** Names with what stands under them. */
  rows: readonly { name: string; value: ReactNode; note?: ReactNode }[]
}

/** Figures with their names, side by side as the width allows. */
export function Figures({ rows }: FiguresProps): ReactElement {
  return (
    <dl className="key-figures">
      {rows.map(({ name, value, note }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            <span className="key-figure">{value}</span>
            {note !== undefined && <span className="key-figure-note">{note}</span>}
          </dd>
        </div>
      ))}
    </dl>
  )
}
