import type { ReactElement } from 'react'
import { useCallback, useEffect, useRef } from 'react'
import { now, schedule } from '../ports/browser-page.js'
import type { Situation } from './announcer.js'
import { Announcer } from './announcer.js'

/** There for screen readers alone, with a stylesheet and without. */
const UNSEEN = {
  position: 'absolute',
  inlineSize: '1px',
  blockSize: '1px',
  margin: '0',
  overflow: 'hidden',
  clipPath: 'inset(50%)',
  whiteSpace: 'nowrap',
}

/**
 * Where the announcements are. Their text is no state of React's: it follows the clock, and to
 * render the component for it would cost without showing anything.
 */
export function Announcement({ status, sentence, line }: Situation): ReactElement {
  const region = useRef<HTMLParagraphElement | null>(null)
  const announcer = useRef<Announcer | null>(null)
  const place = useCallback((element: HTMLParagraphElement | null) => {
    region.current = element
    // Through the CSSOM: a style attribute in the server's HTML may be blocked.
    if (element !== null) Object.assign(element.style, UNSEEN)
  }, [])

  useEffect(() => {
    announcer.current ??= new Announcer()
    const { current } = announcer
    let cancel = (): void => undefined
    const consider = (): void => {
      const { text, againInMs } = current.hear({ status, sentence, line }, now())
      if (text !== null && region.current !== null) region.current.textContent = text
      if (againInMs !== null) cancel = schedule(againInMs, consider)
    }
    consider()
    return () => cancel()
  }, [status, sentence, line])

  return <p ref={place} data-part="announcement" role="status" />
}
