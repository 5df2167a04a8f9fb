import { clock, count, megabytes, seconds } from './quantities'

/** Everything the page says. Sentences about the job itself come from the service. */
export const messages = {
  product: 'Live transcription',
  pageTitle: (page: string): string => `${page} · Live transcription`,
  skipToContent: 'Skip to the content',

  home: {
    title: 'Speech to text, live',
    lead: 'Choose a recording and watch its transcription as it happens.',
  },

  chooser: {
    label: 'Audio for the transcription',
    drop: 'Drop a recording here',
    dropNow: 'Let go to upload',
    choose: 'Choose a file',
    formats: 'WAV, FLAC, MP3, OGG, WebM or M4A. It stays on this server.',
    record: 'Record with the microphone',
    samples: 'No recording at hand? Try a sample',
    useSample: (title: string, length: number): string => `${title}, ${seconds(length)}`,
    severalFiles: {
      title: 'One recording at a time, please.',
      detail: 'Several files were dropped. Drop a single one.',
    },
  },

  recorder: {
    asking: 'Please allow the microphone in your browser.',
    recording: 'Recording',
    elapsed: 'Recorded time',
    level: 'Input level',
    stop: 'Stop',
    discard: 'Discard',
    listen: 'Listen to the recording',
    transcribe: 'Transcribe this recording',
    recorded: 'Your recording',
    back: 'Back',
    denied: {
      title: 'The microphone is not allowed.',
      detail: 'Allow it for this page in your browser’s settings, or upload a file instead.',
    },
    missing: {
      title: 'No microphone was found.',
      detail: 'Connect one and try again, or upload a file instead.',
    },
    broken: {
      title: 'The recording could not be made.',
      detail: 'Another program may be using the microphone. Try again, or upload a file instead.',
    },
    unsupported: {
      title: 'This browser cannot record here.',
      detail: 'Upload a file instead.',
    },
  },

  upload: {
    sending: (filename: string): string => `Uploading ${filename}`,
    progress: 'Upload progress',
    sent: (sentBytes: number, totalBytes: number): string =>
      `${megabytes(sentBytes)} of ${megabytes(totalBytes)}`,
    checking: 'Received. The recording is being checked…',
    cancel: 'Cancel upload',
    again: (filename: string): string => `Try again with ${filename}`,
  },

  session: {
    untitled: 'Transcription',
    startAnother: 'New transcription',
    progress: 'Transcription progress',
    percent: (progress: number): string => `${Math.floor(progress)} %`,
    titleWithProgress: (progress: number, name: string): string =>
      `${Math.floor(progress)} % · ${name}`,
    waitingForStatus: 'Asking for the status…',
    estimate: (remainingSeconds: number): string =>
      `Estimated completion: ${approximately(remainingSeconds)}`,
    lastUpdate: (at: Date): string => `Last update at ${at.toLocaleTimeString()}`,
    attempt: (attempt: number): string =>
      `The job was interrupted and started again (attempt ${attempt}).`,
    summary: (words: number, audioSeconds: number): string =>
      `${count(words)} ${words === 1 ? 'word' : 'words'} in ${clock(audioSeconds)} of audio`,
    cancel: 'Cancel',
    cancelling: 'Cancelling…',
    download: 'Download transcript (TXT)',
    failed: 'The transcription failed',
    failedAdvice: 'Check the recording, then start a new transcription.',
    unavailable: 'This transcription cannot be shown',
    tryAgain: 'Try again',
  },

  jobStatus: {
    queued: 'Waiting',
    processing: 'Transcribing',
    completed: 'Completed',
    failed: 'Failed',
    cancelled: 'Cancelled',
  } as Record<string, string>,

  connection: {
    connecting: 'Connecting…',
    live: 'Real-time updates active',
    reconnectingAttempt: (attempt: number, maxAttempts: number): string =>
      `Reconnecting… attempt ${attempt} of ${maxAttempts}`,
    fallback: (intervalMs: number | null): string =>
      intervalMs === null
        ? 'Fallback mode: updates at short intervals'
        : `Fallback mode: updates every ${seconds(intervalMs / 1000)}`,
    fallbackHint: 'Nothing is lost. Real-time updates return by themselves as soon as they can.',
    probing: 'Nothing is lost. Trying real-time updates again…',
    steady: (intervalMs: number | null): string =>
      intervalMs === null
        ? 'Automatic updates active'
        : `Automatic updates every ${seconds(intervalMs / 1000)}`,
    unanswered: 'The service does not answer',
    unansweredHint: 'Trying again by itself. The transcription goes on meanwhile.',
    offline: 'Offline',
    offlineHint: 'Updates continue by themselves once you are back online.',
    paused: 'Paused in the background',
    finished: 'Finished',
    failed: 'Failed',
    cancelled: 'Cancelled',
    stopped: 'No updates',
  },

  connectionFigures: {
    heading: 'Connection details',
    state: 'State',
    updates: 'Updates shown',
    streams: 'Real-time connections',
    streamFailures: 'Failed real-time connections',
    statusRequests: 'Status requests',
    statusFailures: 'Failed status requests',
    outdated: 'Outdated updates skipped',
    rejected: 'Unreadable updates skipped',
    lastUpdate: 'Last update',
    never: 'none yet',
  },

  statistics: {
    heading: 'Statistics',
    audio: 'Audio',
    processed: 'Transcribed',
    segments: 'Segments',
    words: 'Words',
    speed: 'Speed',
    duration: clock,
    count,
    outOf: (done: number, total: number | null | undefined): string =>
      total == null ? count(done) : `${count(done)} of ${count(total)}`,
    /** From processing time for each second of audio. */
    speedFactor: (realtimeFactor: number): string =>
      realtimeFactor > 0 ? `${(1 / realtimeFactor).toFixed(1)}× real time` : '–',
    unknown: '–',
  },

  transcript: {
    heading: 'Transcript',
    loading: 'Loading the transcript…',
    empty: 'No speech was recognised in this recording.',
    at: (start: number): string => clock(start),
  },

  history: {
    heading: 'Your transcriptions',
    empty: 'None yet. They will be listed here.',
  },

  notFound: {
    title: 'There is no such page',
    detail: 'The address may be mistyped.',
    home: 'To the start page',
  },

  crash: {
    title: 'This page ran into an error',
    detail: 'Reload the page. If that does not help, go back to the start page.',
    badPolicy: 'This address asks for a connection setting that does not exist or does not work',
    withoutPolicy: 'Open without these settings',
    reload: 'Reload',
  },

  problem: {
    unanswered: {
      title: 'The service did not answer.',
      detail: 'Check your internet connection and try again.',
    },
    unexpectedAnswer: (status: number): { title: string; detail: string } => ({
      title: 'The service could not do this.',
      detail: `It answered with code ${status}. Try again in a moment.`,
    }),
    /** By the service's code; its own detail follows where none stands here. */
    known: {
      not_audio: { title: 'This file is not a recording that can be read.' },
      audio_broken: { title: 'This recording is damaged.' },
      audio_truncated: { title: 'This recording is not complete.' },
      audio_empty: { title: 'There is no sound in this recording.' },
      audio_too_long: { title: 'This recording is too long.' },
      upload_too_large: { title: 'This file is too large.' },
      disk_full: { title: 'The service has no room at the moment.' },
      stopping: {
        title: 'The service is just restarting.',
        detail: 'Try again in a moment.',
      },
      unauthorized: {
        title: 'Your visit has expired.',
        detail: 'Reload this page and try again.',
      },
      session_ended: {
        title: 'The transcription has ended already.',
        detail: 'There is nothing left to cancel.',
      },
    } as Record<string, { title: string; detail?: string }>,
  },

  announcement: (message: string, percent: number): string => `${message} ${percent} %`,
} as const

/** A remaining time in words that promise no more precision than an estimate has. */
function approximately(remainingSeconds: number): string {
  if (remainingSeconds < 8) return 'in a few seconds'
  if (remainingSeconds < 50) return `about ${Math.round(remainingSeconds / 10) * 10} seconds`
  const minutes = Math.round(remainingSeconds / 60)
  if (minutes < 60) return counted('about', minutes, 'minute')
  const rest = minutes % 60
  const hours = counted('about', Math.floor(minutes / 60), 'hour')
  return rest === 0 ? hours : `${hours} ${counted('', rest, 'minute').trim()}`
}

function counted(before: string, count: number, noun: string): string {
  return `${before} ${count} ${noun}${count === 1 ? '' : 's'}`
}
