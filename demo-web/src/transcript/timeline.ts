import type { Transcript } from '../api/service'

/** When each word begins and ends, seconds, in the order of speaking. */
export interface Timeline {
  starts: readonly number[]
  ends: readonly number[]
}

/** A stretch of speech with the place of its first word among all. */
export interface Line {
  start: number
  firstWord: number
  words: readonly string[]
}

/** A pause of more than this, seconds, belongs to no word. */
const breath = 0.7

/** The words of a transcript by lines and by time. A segment without words of its own is one. */
export function timed({ segments }: Transcript): { lines: Line[]; timeline: Timeline } {
  const lines: Line[] = []
  const starts: number[] = []
  const ends: number[] = []
  for (const { start, end, text, words } of segments) {
    if (text === '') continue
    const timedWords = words.length > 0 ? words : [{ word: text, start, end }]
    lines.push({ start, firstWord: starts.length, words: timedWords.map(({ word }) => word) })
    starts.push(...timedWords.map((word) => word.start))
    ends.push(...timedWords.map((word) => word.end))
  }
  return { lines, timeline: { starts, ends } }
}

/** The place of the word that is being spoken at `seconds`, or -1 for none. */
export function wordAt({ starts, ends }: Timeline, seconds: number): number {
  let low = 0
  let high = starts.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((starts[middle] ?? Infinity) <= seconds) low = middle + 1
    else high = middle
  }
  const last = low - 1
  return seconds <= (ends[last] ?? -Infinity) + breath ? last : -1
}
