import { useLayoutEffect, type RefObject } from 'react'

/**
 * When a control goes while it has the focus, the page's heading takes it: otherwise the keyboard
 * would begin at the top of the page again.
 */
export function useFocusHandedOn(control: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const { current: element } = control
    // Runs before the element is taken away.
    return () => {
      if (element === null || document.activeElement !== element) return
      document.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true })
    }
  }, [control])
}
