import type { ReactElement, ReactNode } from 'react'

interface PartProps {
  title: string
  unit?: string
  children: ReactNode
}

/** One of several subjects of a section. */
export function Part({ title, unit, children }: PartProps): ReactElement {
  return (
    <div className="section-part">
      <h3>{title}</h3>
      {unit !== undefined && <p className="plot-unit">{unit}</p>}
      {children}
    </div>
  )
}
