import type { TranscriptionStatus } from 'transcription-status-sse'

export const sessionId = '7d3b8f1c-0f0a-4b57-9f50-6f8f6f0f2a11'

/** The one that the page comes with. */
export const samples = [
  { title: 'Good morning (synthetic voice)', url: '/samples/good-morning.ogg', seconds: 17.7 },
]

export const transcript = {
  language: 'en-US',
  segments: [
    segment(0, 3.9, 'good morning everybody and welcome'),
    segment(
      4.4,
      19,
      'the first point today is the new reading room the second is what we heard from those ' +
        'who have used it since the summer',
    ),
    segment(64, 70, 'let us begin with the numbers'),
  ],
}

/** When the pictures are taken. */
export const NOON = Date.parse('2026-01-01T12:00:00.000Z')

/** Seconds of work for each second of audio. */
const pace = 0.31

const meeting = { fileName: 'board-meeting-january.mp3', audioSeconds: 3723, workedOn: 1563 }
/** What `transcript` is of. */
export const memo = { fileName: 'reading-room.m4a', audioSeconds: 72 }

const after = (seconds: number): string => new Date(NOON + seconds * 1000).toISOString()

const processing: TranscriptionStatus = {
  session_id: sessionId,
  epoch: '5f3a',
  sequence: 17,
  attempt: 1,
  status: 'processing',
  progress: 42,
  message: 'Recognizing words...',
  message_code: 'words',
  timestamp: after(0),
  estimated_completion: after((meeting.audioSeconds - meeting.workedOn) * pace),
  error: null,
  statistics: {
    audio_seconds: meeting.audioSeconds,
    processed_seconds: meeting.workedOn,
    segments_done: 212,
    segments_total: 505,
    words: 2911,
    realtime_factor: pace,
  },
}

/** One status for each state of a job. */
export const statuses = {
  queued: {
    ...processing,
    status: 'queued',
    progress: 0,
    message: 'Waiting for a free worker...',
    message_code: 'queued',
    estimated_completion: null,
    statistics: null,
  },
  processing,
  startedAgain: { ...processing, attempt: 2 },
  completed: {
    ...processing,
    status: 'completed',
    progress: 100,
    message: 'Your transcript is ready.',
    message_code: 'completed',
    estimated_completion: null,
    statistics: {
      audio_seconds: memo.audioSeconds,
      processed_seconds: memo.audioSeconds,
      segments_done: transcript.segments.length,
      segments_total: transcript.segments.length,
      words: transcript.segments.reduce((sum, { words }) => sum + words.length, 0),
      realtime_factor: pace,
    },
  },
  failed: {
    ...processing,
    status: 'failed',
    message: 'The recogniser broke down on this recording.',
    message_code: 'failed',
    estimated_completion: null,
    error: {
      code: 'recogniser_crashed',
      message: 'The recogniser broke down on this recording.',
    },
  },
  cancelled: {
    ...processing,
    status: 'cancelled',
    message: 'Cancelled at your request.',
    message_code: 'cancelled',
    estimated_completion: null,
  },
} satisfies Record<string, TranscriptionStatus>

const interview = 'interview with a very long name that fits on no phone.ogg'

export const sessions = [
  entry(sessionId, meeting.fileName, statuses.processing, meeting.audioSeconds, 9),
  entry('2', 'reading.wav', statuses.completed, 7.1, 14),
  entry('3', interview, statuses.failed, 90, 31),
  entry('4', 'voice memo.webm', statuses.cancelled, 31, 58),
  entry('5', 'مقابلة صباحية.m4a', statuses.completed, 640, 75),
]

/** The session that a page shows, in this state. */
export function sessionWith(status: TranscriptionStatus): Record<string, unknown> {
  const { fileName, audioSeconds } = status.status === 'completed' ? memo : meeting
  return entry(sessionId, fileName, status, audioSeconds, 9)
}

function entry(
  id: string,
  fileName: string,
  status: TranscriptionStatus,
  audioSeconds: number,
  minutesAgo: number,
): Record<string, unknown> {
  const hasEnded = ['completed', 'failed', 'cancelled'].includes(status.status)
  const base = `/api/v1/sessions/${id}`
  return {
    session_id: id,
    file_name: fileName,
    created_at: after(-60 * minutesAgo),
    status: { ...status, session_id: id },
    audio_seconds: audioSeconds,
    urls: { audio: `${base}/audio`, retry: hasEnded ? `${base}/retry` : null },
  }
}

interface Segment {
  start: number
  end: number
  text: string
  words: { word: string; start: number; end: number }[]
}

/** A stretch of speech whose words are all as long. */
function segment(start: number, end: number, text: string): Segment {
  const words = text.split(' ')
  const each = (end - start) / words.length
  return {
    start,
    end,
    text,
    words: words.map((word, at) => ({
      word,
      start: start + at * each,
      end: start + (at + 1) * each,
    })),
  }
}
