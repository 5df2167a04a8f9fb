'use client'

import { clock, roughly } from '../time-left.js'

const count = new Intl.NumberFormat('en')
const percentage = new Intl.NumberFormat('en', { style: 'percent' })

/** `2`, `minute` → `2 minutes`. */
const counted = (value: number, noun: string): string =>
  `${count.format(value)} ${noun}${value === 1 ? '' : 's'}`

/** `a few seconds`, `30 seconds`, `2 minutes`, `1 hour 5 minutes`. */
function duration(rough: number): string {
  const { hours, minutes, seconds } = roughly(rough)
  if (seconds > 0) return counted(seconds, 'second')
  const parts = [
    ...(hours > 0 ? [counted(hours, 'hour')] : []),
    ...(minutes > 0 ? [counted(minutes, 'minute')] : []),
  ]
  return parts.length > 0 ? parts.join(' ') : 'a few seconds'
}

/** `3000` → `3 s`, `200` → `0.2 s`. */
function interval(ms: number): string {
  const seconds = ms / 1000
  return `${count.format(seconds < 10 ? Math.round(seconds * 10) / 10 : Math.round(seconds))} s`
}

const UPLOAD_AGAIN = 'Please upload the recording again.'

/** Everything that the components say, in English. Its type is the contract for other languages. */
export const english = {
  /** BCP 47. The components' text is marked with it. */
  locale: 'en',
  direction: 'ltr' as 'ltr' | 'rtl',

  /** The name of the bar. */
  progress: 'Transcription progress',
  /** @param progress 0–100 */
  percent: (progress: number): string => percentage.format(Math.floor(progress) / 100),
  /** Before anything is asked. */
  idle: 'No status yet',
  /** Before the first status. */
  asking: 'Asking for the status…',

  /** Above the sentence, where the status has no word, or one that is not known. */
  job: 'Transcription',
  /** By the status's word. */
  status: {
    queued: 'Waiting',
    processing: 'Transcribing',
    completed: 'Completed',
    failed: 'Failed',
    cancelled: 'Cancelled',
  },

  /** By the status's extra field `message_code`; without an entry the server's own sentence is shown. */
  narration: {
    queued: 'Waiting for a free worker…',
    queued_again: 'Waiting for a free worker, to start over after an interruption…',
    listening: 'Listening for speech…',
    preparing: 'Preparing your audio…',
    segments: 'Processing audio segments…',
    words: 'Recognizing words…',
    halfway: 'Halfway through your recording…',
    patterns: 'Analyzing speech patterns…',
    assembling: 'Putting the transcript together…',
    completed: 'Your transcript is ready.',
    no_speech: 'Finished: no speech was found in this recording.',
    cancelled: 'Cancelled at your request.',
  },

  /** @param seconds until the job is done */
  timeLeft: (seconds: number): string => {
    const left = duration(seconds)
    return `Estimated completion: ${left === 'a few seconds' ? 'in' : 'about'} ${left}`
  },
  /** @param seconds since the newest update arrived, where nothing brings updates now */
  age: (seconds: number): string => `Last update ${duration(seconds)} ago`,
  /** What came of it. */
  summary: (words: number, audioSeconds: number): string =>
    `${counted(words, 'word')} in ${clock(audioSeconds)} of audio`,
  /** @param attempt from 2 */
  startedAgain: (attempt: number): string =>
    `The job was interrupted and started again (attempt ${count.format(attempt)}).`,

  /** The job has failed. */
  failure: {
    title: 'The transcription failed',
    /** Where the server gave no reason. */
    unknown: 'The server did not say why.',
    /** Where there is no better: see `known`. */
    advice: 'Start a new transcription. If that fails too, ask those who run this service.',
    /** By the code of the status's `error`; without an entry the server's own reason is shown. */
    known: {
      recording_missing: {
        reason: 'The recording was lost when the server stopped.',
        advice: UPLOAD_AGAIN,
      },
      recogniser_stalled: {
        reason: 'The recogniser stopped answering on this recording.',
        advice: 'Please convert it to WAV or FLAC and upload it again.',
      },
      recogniser_crashed: {
        reason: 'The recogniser broke down on this recording.',
        advice: 'Please convert it to WAV or FLAC and upload it again.',
      },
      too_many_attempts: {
        reason: 'The transcription was interrupted several times and was given up.',
        advice: UPLOAD_AGAIN,
      },
      internal_error: { reason: 'Something went wrong on our side.', advice: UPLOAD_AGAIN },
      not_audio: {
        reason: 'This file is not a recording that can be read.',
        advice: 'Choose a WAV, FLAC, MP3, OGG, WebM or M4A file.',
      },
      audio_broken: {
        reason: 'This recording is damaged.',
        advice: 'Check that it plays, or convert it to WAV, and upload it again.',
      },
      audio_truncated: {
        reason: 'This recording is not complete.',
        advice: 'Copy or export it once more, and upload it again.',
      },
      audio_empty: {
        reason: 'There is no sound in this recording.',
        advice: 'Check the recording, then start a new transcription.',
      },
      audio_too_long: {
        reason: 'This recording is longer than this service takes.',
        advice: 'Cut it into shorter parts, and upload each of them.',
      },
    },
  },

  /**
   * By the code of an error that is fatal, so nothing brings updates until the user does something:
   * what happened, and what that is. Of one that is not, `connection` tells.
   */
  errors: {
    unauthorized: {
      title: 'You are not signed in, or your sign-in has expired.',
      advice: 'Sign in, then try again.',
    },
    forbidden: {
      title: 'You may not see this transcription.',
      advice: 'Ask its owner, or sign in as someone else.',
    },
    'not-found': {
      title: 'This transcription does not exist, or it belongs to someone else.',
      advice: 'Check the address, or sign in as the one who started it.',
    },
    gone: {
      title: 'This transcription has been deleted.',
      advice: 'Start a new one from the recording.',
    },
    rejected: {
      title: 'The server did not accept the question for the status.',
      advice: 'Try again later.',
    },
    'ended-early': {
      title: 'The server ended the updates before the transcription was done.',
      advice: 'Try again: the transcription itself may well go on.',
    },
    'core-unavailable': {
      title: 'A part of this page could not be loaded.',
      advice: 'Check your connection, then try again.',
    },
  },
  tryAgain: 'Try again',

  /** How updates arrive. In `steady` and `unanswered` nothing may hint at another, better way. */
  connection: {
    idle: 'Not connected yet',
    connecting: 'Connecting…',
    live: 'Real-time updates active',
    reconnecting: 'Reconnecting…',
    reconnectingAttempt: (attempt: number, maxAttempts: number): string =>
      `Reconnecting… attempt ${count.format(attempt)} of ${count.format(maxAttempts)}`,
    fallback: (intervalMs: number | null): string =>
      intervalMs === null
        ? 'Fallback mode: updates at short intervals'
        : `Fallback mode: updates every ${interval(intervalMs)}`,
    fallbackHint: 'Nothing is lost. Real-time updates return by themselves as soon as they can.',
    probing: 'Nothing is lost. Trying real-time updates again…',
    steady: (intervalMs: number | null): string =>
      intervalMs === null
        ? 'Automatic updates active'
        : `Automatic updates every ${interval(intervalMs)}`,
    unreachable: 'The service does not answer',
    unavailable: 'The service cannot tell the status now',
    unansweredHint: 'Trying again by itself. The transcription does not depend on this page.',
    offline: 'Offline',
    offlineHint: 'Updates continue by themselves once you are back online.',
    paused: 'Updates are paused',
    pausedHint: 'They continue by themselves.',
    finished: 'Finished',
    cancelled: 'Cancelled',
    failed: 'Failed',
    stopped: 'No updates',
  },

  /** To those who cannot see the bar. */
  announcement: (sentence: string, progress: number): string =>
    `${sentence} ${percentage.format(Math.floor(progress) / 100)}`,
}
