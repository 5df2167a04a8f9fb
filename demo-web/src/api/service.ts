import type { TranscriptionStatus } from 'transcription-status-sse'
import { ask, request } from './ask'

/** One transcription job as the service lists it. */
export interface SessionSummary {
  session_id: string
  file_name: string
  /** RFC 3339 UTC. */
  created_at: string
  /** Length of the audio by the file's own word, seconds. */
  audio_seconds: number
  status: TranscriptionStatus
  urls: SessionUrls
}

/** Null: it cannot be had, because the job runs or its recording is not kept any more. */
interface SessionUrls {
  audio?: string | null
  retry?: string | null
}

/** Sessions, newest first. */
export interface SessionPage {
  sessions: SessionSummary[]
  /** Where older ones are, or null. */
  next: string | null
}

/** A recording of the project's own, for people who have none at hand. */
export interface Sample {
  title: string
  url: string
  seconds: number
}

/** Times are seconds from the start of the audio. */
export interface TranscriptWord {
  word: string
  start: number
  end: number
}

/** A stretch of speech. */
export interface TranscriptSegment {
  start: number
  end: number
  text: string
  words: TranscriptWord[]
}

/** A recording without speech has no segments. */
export interface Transcript {
  /** BCP 47. */
  language: string
  segments: TranscriptSegment[]
}

/** The formats of a transcript's download, by their file name extension. */
export const transcriptFormats = ['txt', 'srt', 'vtt', 'json'] as const

const root = '/api/v1'

/** Where pages report how their connections fared. */
export const telemetryUrl = `${root}/telemetry`

export const sessionsUrl = `${root}/sessions`

const sessionUrl = (sessionId: string): string => `${sessionsUrl}/${encodeURIComponent(sessionId)}`

export const transcriptUrl = (
  sessionId: string,
  format: (typeof transcriptFormats)[number],
): string => `${sessionUrl(sessionId)}/transcript.${format}`

/** The user's own sessions; `url` is `sessionsUrl`, or the `next` of an earlier page. */
export const listSessions = (url: string, signal?: AbortSignal): Promise<SessionPage> =>
  ask(url, { signal: signal ?? null })

export const readSession = (sessionId: string, signal: AbortSignal): Promise<SessionSummary> =>
  ask(sessionUrl(sessionId), { signal })

export const readTranscript = (sessionId: string, signal: AbortSignal): Promise<Transcript> =>
  ask(`${sessionUrl(sessionId)}/transcript.json`, { signal })

export async function cancelSession(sessionId: string): Promise<void> {
  await request(`${sessionUrl(sessionId)}/cancel`, { method: 'POST' })
}

/** With its recording and transcript. */
export async function deleteSession(sessionId: string): Promise<void> {
  await request(sessionUrl(sessionId), { method: 'DELETE' })
}

/** Transcribe the recording of an ended session once more; gives the new session. */
export const retrySession = (sessionId: string): Promise<SessionSummary> =>
  ask(`${sessionUrl(sessionId)}/retry`, { method: 'POST' })

export async function listSamples(signal: AbortSignal): Promise<Sample[]> {
  const answer = await ask<{ samples: Sample[] }>(`${root}/samples`, { signal })
  return answer.samples
}

/** The sample's audio as a file, ready for upload. */
export async function fetchSample(sample: Sample, signal: AbortSignal): Promise<File> {
  const response = await request(sample.url, { signal })
  const audio = await response.blob()
  const filename = sample.url.slice(sample.url.lastIndexOf('/') + 1)
  return new File([audio], filename, { type: audio.type })
}
