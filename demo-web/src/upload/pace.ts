import type { UploadProgress } from '../api/upload'

/** How many bytes had left by a moment; `at` is in monotonic milliseconds. */
export interface Mark {
  at: number
  sentBytes: number
}

export interface Pace {
  bytesPerSecond: number
  remainingSeconds: number
}

/** So long a pace looks back, milliseconds: long enough to be calm, short enough to be true. */
const windowMs = 8_000
/** The first marks only tell how fast the machine's own buffers took the bytes. */
const leastMs = 1_500

/** The marks that still count, with `mark` behind them. */
export function withMark(marks: readonly Mark[], mark: Mark): readonly Mark[] {
  return [...marks.filter(({ at }) => at >= mark.at - windowMs), mark]
}

/** How fast it goes and when it will be done; null while that is not known. */
export function paceOf(
  marks: readonly Mark[],
  { sentBytes, totalBytes }: UploadProgress,
): Pace | null {
  const first = marks[0]
  const last = marks.at(-1)
  if (first === undefined || last === undefined || last.at - first.at < leastMs) return null
  const bytesPerSecond = ((last.sentBytes - first.sentBytes) / (last.at - first.at)) * 1_000
  if (bytesPerSecond <= 0 || sentBytes >= totalBytes) return null
  return { bytesPerSecond, remainingSeconds: (totalBytes - sentBytes) / bytesPerSecond }
}
