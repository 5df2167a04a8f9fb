import type { ReactElement, ReactNode } from 'react'
import { usePageFocus } from '../../pages/usePageFocus'

/** The heading of a page; takes the focus when the user comes from another. */
export function Heading({ children }: { children: ReactNode }): ReactElement {
  const heading = usePageFocus()
  return (
    <h1 ref={heading} tabIndex={-1}>
      {children}
    </h1>
  )
}
