import type { ReactElement } from 'react'

interface CodedProps {
  /** What a client said: one of those that `words` knows, or another client's own. */
  code: string
  words: Readonly<Record<string, string>>
}

/** A client's code, in words where there are some. */
export function Coded({ code, words }: CodedProps): ReactElement {
  const said = words[code]
  return said === undefined ? <code dir="ltr">{code}</code> : <>{said}</>
}
