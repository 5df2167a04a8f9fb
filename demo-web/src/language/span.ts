/** A length of time in words that promise no more precision than an estimate has. */
export interface SpanWords {
  moments: string
  seconds: (count: number) => string
  minutes: (count: number) => string
  hours: (count: number) => string
  /** Hours, and the minutes beyond them. */
  joined: (hours: string, minutes: string) => string
}

export function spanInWords(totalSeconds: number, words: SpanWords): string {
  if (totalSeconds < 8) return words.moments
  if (totalSeconds < 50) return words.seconds(Math.round(totalSeconds / 10) * 10)
  const minutes = Math.round(totalSeconds / 60)
  if (minutes < 60) return words.minutes(minutes)
  const hours = words.hours(Math.floor(minutes / 60))
  return minutes % 60 === 0 ? hours : words.joined(hours, words.minutes(minutes % 60))
}
