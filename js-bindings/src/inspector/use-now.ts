import { useEffect, useState } from 'react'
import { browserPorts } from '../ports/browser.js'

/** The wall clock in milliseconds, renewed so often; null before the first look. */
export function useNow(everyMs: number): number | null {
  const [now, setNow] = useState<number | null>(null)
  useEffect(() => {
    let cancel: () => void
    const look = (): void => {
      setNow(browserPorts.wallClock())
      cancel = browserPorts.schedule(everyMs, look)
    }
    cancel = browserPorts.schedule(0, look)
    return () => cancel()
  }, [everyMs])
  return now
}
