import { useEffect, useState, type ReactElement } from 'react'
import { useMessages } from '../language/LanguageProvider'

/** Time since `since`, in the page's own milliseconds (`performance.now()`). */
export function ElapsedTime({ since }: { since: number }): ReactElement {
  const { recorder, units } = useMessages()
  const [now, setNow] = useState(since)
  useEffect(() => {
    const ticks = setInterval(() => {
      setNow(performance.now())
    }, 250)
    return () => {
      clearInterval(ticks)
    }
  }, [since])
  return (
    <p className="elapsed" role="timer" aria-label={recorder.elapsed}>
      {units.clock((now - since) / 1000)}
    </p>
  )
}
