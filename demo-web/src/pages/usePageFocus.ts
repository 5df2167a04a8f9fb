import { useEffect, useRef, type RefObject } from 'react'

let isFirstPage = true

/**
 * Move the focus to a new page's heading, so that a screen reader tells where the user came.
 * The very first page is left alone: the browser announces that one.
 */
export function usePageFocus(): RefObject<HTMLHeadingElement | null> {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (!isFirstPage) heading.current?.focus({ preventScroll: true })
    isFirstPage = false
  }, [])
  return heading
}
