import type { ConnectionState } from 'transcription-status-sse'
import { units } from './units'

export const session = {
  untitled: 'Transcription',
  startAnother: 'New transcription',
  titleWithProgress: (progress: number, name: string): string =>
    `${units.percent(progress)} · ${name}`,
  titleWithEnd: (end: string, name: string): string => `${end} · ${name}`,
  cancel: 'Cancel',
  cancelling: 'Cancelling…',
  delete: 'Delete',
  doAgain: 'Do it again',
  notKept: 'The recording is not kept any more: to do it again, upload it once more.',
  download: 'Download transcript',
  downloadAs: (format: string): string => `Download transcript as ${format}`,
  incomplete: 'Not all of this transcription could be loaded.',
  tryAgain: 'Try again',
}

export const notification = {
  label: 'Notify me when it is done',
  blocked: 'Your browser does not allow it. Allow notifications for this page in its settings.',
  lost: 'Your browser did not show the notification.',
  ended: {
    completed: 'Your transcript is ready.',
    failed: 'The transcription failed.',
    cancelled: 'The transcription was cancelled.',
  } as Record<string, string>,
}

export const statistics = {
  heading: 'Statistics',
  audio: 'Audio',
  processed: 'Transcribed',
  segments: 'Segments',
  words: 'Words',
  speed: 'Speed',
  outOf: (done: number, total: number | null | undefined): string =>
    total == null ? units.count(done) : `${units.count(done)} of ${units.count(total)}`,
  /** From processing time for each second of audio. */
  speedFactor: (realtimeFactor: number): string =>
    realtimeFactor > 0 ? `${units.factor(1 / realtimeFactor)}× real time` : '–',
  unknown: '–',
}

export const connectionFigures = {
  heading: 'Connection details',
  state: 'State',
  /** People may not know what a stream is, and need not. */
  states: {
    idle: 'Not connected',
    connecting: 'Connecting',
    open: 'Connected',
    backoff: 'Waiting before the next attempt',
    polling: 'Asking at intervals',
    suspended: 'Paused',
    closed: 'Ended',
    failed: 'Given up',
  } satisfies Record<ConnectionState, string>,
  updates: 'Updates shown',
  streams: 'Real-time connections',
  streamFailures: 'Failed real-time connections',
  statusRequests: 'Status requests',
  statusFailures: 'Failed status requests',
  outdated: 'Outdated updates skipped',
  rejected: 'Unreadable updates skipped',
  lastUpdate: 'Last update',
  never: 'none yet',
}

export const transcript = {
  heading: 'Transcript',
  loading: 'Loading the transcript…',
  empty: 'No speech was found in this recording.',
  player: 'The recording',
  playFrom: (start: number): string => `Play from ${units.clock(start)}`,
  hint: 'Click a word to hear it. With the keyboard: arrow keys move from word to word, up and down from sentence to sentence, Enter plays.',
  gone: 'The recording is not kept any more, so the words cannot be played.',
  unplayable: 'This browser cannot play this kind of recording. The transcript is not affected.',
  unreachable: 'The recording could not be loaded. Check your internet connection and try again.',
  loadAgain: 'Load it again',
}
