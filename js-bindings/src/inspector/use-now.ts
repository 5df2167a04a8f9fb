import { useEffect, useState } from 'react'
import { portsHere } from '../ports/browser.js'

/** The wall clock in milliseconds, renewed so often; null before the first look. */
export function useNow(everyMs: number): number | null {
  const [now, setNow] = useState<number | null>(null)
  useEffect(() => {
    const { wallClock, schedule } = portsHere()
    let cancel: () => void
    const look = (): void => {
      setNow(wallClock())
      cancel = schedule(everyMs, look)
    }
    cancel = schedule(0, look)
    return () => cancel()
  }, [everyMs])
  return now
}
