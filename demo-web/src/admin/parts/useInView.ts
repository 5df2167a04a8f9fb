import { useCallback, useEffect, useRef, useState } from 'react'

/** Whether the element with this `ref` is on the screen, or will be with a little scrolling. */
export function useInView(): { ref: (element: HTMLElement | null) => void; isInView: boolean } {
  const [isInView, setInView] = useState(false)
  const observer = useRef<IntersectionObserver | null>(null)
  const ref = useCallback((element: HTMLElement | null) => {
    observer.current?.disconnect()
    observer.current = null
    if (element === null) return
    observer.current = new IntersectionObserver(
      (entries) => {
        setInView(entries.at(-1)?.isIntersecting ?? false)
      },
      { rootMargin: '320px 0px' },
    )
    observer.current.observe(element)
  }, [])
  useEffect(() => () => observer.current?.disconnect(), [])
  return { ref, isInView }
}
