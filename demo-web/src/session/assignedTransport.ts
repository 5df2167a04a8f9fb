import type { TransportChoice } from 'transcription-status-sse'

/**
 * How this user's pages are told of progress: by polling alone for those who have that arm of the
 * experiment. The server puts the arm into a cookie, so that nothing need be asked first.
 */
export const assignedTransport = (cookies: string): TransportChoice =>
  cookies.split('; ').includes('transcription_arm=polling') ? 'polling' : 'auto'
