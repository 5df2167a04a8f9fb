'use client'

import { useState, useSyncExternalStore } from 'react'
import { reducedMotion } from '../ports/browser-page.js'
import type { TranscriptionStatus } from '../types.js'
import type { SmoothProgress } from './pace.js'
import { paceAfter, shownPace, UNKNOWN } from './pace.js'

/**
 * Where a progress bar is to go, and in how many milliseconds, so that it moves smoothly between
 * updates: always to the newest true value, never ahead of a later one, within an attempt of the
 * job never back, and at once where the user prefers reduced motion. Made for a CSS transition:
 * no JavaScript runs per frame.
 */
export function useSmoothProgress(status: TranscriptionStatus | null): SmoothProgress {
  const isStill = useSyncExternalStore(reducedMotion.subscribe, reducedMotion.read, () => false)
  const [pace, setPace] = useState(() => paceAfter(UNKNOWN, status))
  if (status === pace.status) return shownPace(pace, isStill)
  // Before anything is shown: React renders this component once more, and commits once.
  const next = paceAfter(pace, status)
  setPace(next)
  return shownPace(next, isStill)
}
