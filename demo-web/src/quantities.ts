/** `83` → `1:23`, `3723` → `1:02:03`. */
export function clock(totalSeconds: number): string {
  const whole = Math.floor(totalSeconds)
  const hours = Math.floor(whole / 3600)
  const minutes = Math.floor(whole / 60) % 60
  const padded = (value: number): string => String(value).padStart(2, '0')
  const tail = padded(whole % 60)
  return hours > 0 ? `${hours}:${padded(minutes)}:${tail}` : `${minutes}:${tail}`
}

/** `0.2` → `0.2 s`, `3` → `3 s`, `29.6` → `30 s`. */
export function seconds(value: number): string {
  const shown = value < 10 ? Math.round(value * 10) / 10 : Math.round(value)
  return `${shown} s`
}

export function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`
}

/** `2911` → `2,911`, as the user's language writes it. */
export function count(value: number): string {
  return value.toLocaleString()
}
