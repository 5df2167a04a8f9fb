import type { ReactElement } from 'react'

/** Text that the pages cannot say in their own words: the service's, which speaks English. */
export function AsItCame({ children }: { children: string }): ReactElement {
  return <bdi lang="en">{children}</bdi>
}
