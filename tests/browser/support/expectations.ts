import { expect } from '@playwright/test'
import type { FaultyProxy } from './faulty-proxy'
import { progress } from '../../../demo-web/src/language/english/progress'
import type { SeenStatus } from './wire'
import type { Shown } from './witness'

/** The distinct statuses among what was shown, in the order of showing. */
export function statusesShown(shown: readonly Shown[]): Shown[] {
  return shown.filter((now, index) => index === 0 || now.sequence !== shown[index - 1]?.sequence)
}

/** Nothing was shown twice, out of order, backwards, or other than the service said it. */
export function expectTrueAndInOrder(shown: readonly Shown[], proxy: FaultyProxy): void {
  const statuses = statusesShown(shown)
  expect(statuses.length).toBeGreaterThan(0)

  const sequences = statuses.map(({ sequence }) => sequence)
  expect(sequences).toEqual([...new Set(sequences)].sort((a, b) => a - b))

  const progress = shown.map((now) => now.progress)
  expect(progress).toEqual([...progress].sort((a, b) => a - b))

  for (const { sequence, progress: shownProgress, message } of shown) {
    const said = proxy.statuses.find((status) => status.sequence === sequence)
    expect({ sequence, progress: shownProgress, message }).toEqual({
      sequence,
      progress: said?.progress,
      message: said && sentenceOf(said),
    })
  }
}

/** What the page says for a status: its own sentence where it has one, else the service's. */
export function sentenceOf({ status, message, message_code: code }: SeenStatus): string {
  if (status === 'failed') return progress.failure.title
  const sentences: Record<string, string> = progress.narration
  return sentences[code ?? ''] ?? message
}
