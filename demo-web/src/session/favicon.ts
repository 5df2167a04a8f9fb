import type { TranscriptionStatus } from 'transcription-status-sse'

/** The icon changes at each of so many percent: a reader of tabs sees no more. */
const step = 5

const green = '#0f6b5c'
const red = '#a5282b'

/** The page's icon as a data URL where the job has one of its own, else null. */
export function faviconOf(status: TranscriptionStatus | null): string | null {
  switch (status?.status) {
    case 'processing':
      return drawn(green, ring(Math.floor(status.progress / step) * step))
    case 'completed':
      return drawn(green, '<path d="m9 16.5 5 5L23.5 11"/>')
    case 'failed':
      return drawn(red, '<path d="M16 8v9.5M16 23.4v.2"/>')
    case 'queued':
    case 'cancelled':
    case undefined:
      return null
    default:
      return null
  }
}

/** How much is done, clockwise from the top; `percent` of the circle's length. */
const ring = (percent: number): string =>
  '<circle cx="16" cy="16" r="9" stroke-opacity=".35"/>' +
  `<circle cx="16" cy="16" r="9" pathLength="100" stroke-dasharray="${percent} 100" ` +
  'transform="rotate(-90 16 16)" stroke-linecap="butt"/>'

const drawn = (ground: string, sign: string): string =>
  'data:image/svg+xml,' +
  encodeURIComponent(
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">' +
      `<rect width="32" height="32" rx="9" fill="${ground}"/>` +
      '<g fill="none" stroke="#fff" stroke-width="4" stroke-linecap="round" ' +
      `stroke-linejoin="round">${sign}</g></svg>`,
  )
