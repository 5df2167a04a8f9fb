import { useMemo, type FocusEvent, type KeyboardEvent } from 'react'

interface WordKeys {
  onKeyDown: (event: KeyboardEvent<HTMLElement>) => void
  onFocus: (event: FocusEvent<HTMLElement>) => void
}

/**
 * One tab stop for the whole transcript; the arrow keys go from word to word and from line to line,
 * Enter and Space press. Written past React, as the mark of the spoken word is.
 */
export function useWordKeys(): WordKeys {
  return useMemo(
    () => ({
      onKeyDown: (event) => {
        if (event.altKey || event.metaKey) return
        const at = stopOf(event.target)
        if (at === null) return
        if (event.key === 'Enter' || event.key === ' ') {
          // Buttons press themselves.
          if (at instanceof HTMLButtonElement) return
          at.click()
        } else {
          const next = neighbour(event.currentTarget, at, event.key, event.ctrlKey)
          if (next === undefined) return
          makeStop(event.currentTarget, next)
          next.focus()
        }
        event.preventDefault()
      },
      // By a click, or by a screen reader that went there on its own.
      onFocus: (event) => {
        const stop = stopOf(event.target)
        if (stop !== null) makeStop(event.currentTarget, stop)
      },
    }),
    [],
  )
}

const stopOf = (target: EventTarget): HTMLElement | null =>
  target instanceof Element ? target.closest<HTMLElement>('[data-stop]') : null

function neighbour(
  list: HTMLElement,
  at: HTMLElement,
  key: string,
  isFar: boolean,
): HTMLElement | undefined {
  const isMirrored = getComputedStyle(list).direction === 'rtl'
  const line = at.closest('li')
  const inLine = stopsIn(line ?? list)
  switch (key) {
    case isMirrored ? 'ArrowLeft' : 'ArrowRight':
      return inLine[inLine.indexOf(at) + 1] ?? stopsIn(line?.nextElementSibling)[0]
    case isMirrored ? 'ArrowRight' : 'ArrowLeft':
      return inLine[inLine.indexOf(at) - 1] ?? stopsIn(line?.previousElementSibling).at(-1)
    case 'ArrowDown':
      return stopsIn(line?.nextElementSibling)[0]
    case 'ArrowUp':
      return stopsIn(line?.previousElementSibling)[0]
    case 'Home':
      return isFar ? stopsIn(list.firstElementChild)[0] : inLine[0]
    case 'End':
      return isFar ? stopsIn(list.lastElementChild).at(-1) : inLine.at(-1)
    default:
      return undefined
  }
}

const stopsIn = (element: Element | null | undefined): HTMLElement[] =>
  element == null ? [] : [...element.querySelectorAll<HTMLElement>('[data-stop]')]

/** Let the tab key come back to this one; a word is a button as long as it is the one. */
function makeStop(list: HTMLElement, stop: HTMLElement): void {
  for (const before of list.querySelectorAll<HTMLElement>('[data-stop][tabindex="0"]')) {
    if (before === stop) continue
    before.tabIndex = -1
    if (!(before instanceof HTMLButtonElement)) {
      before.removeAttribute('role')
      before.removeAttribute('tabindex')
    }
  }
  stop.tabIndex = 0
  if (!(stop instanceof HTMLButtonElement)) stop.setAttribute('role', 'button')
}
