import type { TranscriptionStatus } from 'transcription-status-sse'
import { problemFrom, unanswered } from './problem'

/** One transcription job as the service lists it. */
export interface SessionSummary {
  session_id: string
  file_name: string
  /** RFC 3339 UTC. */
  created_at: string
  /** Length of the audio by the file's own word, seconds. */
  audio_seconds: number
  status: TranscriptionStatus
}

/** A recording of the project's own, for people who have none at hand. */
export interface Sample {
  title: string
  url: string
  seconds: number
}

/** A stretch of speech; times are seconds from the start of the audio. */
export interface TranscriptSegment {
  start: number
  end: number
  text: string
}

/** A recording without speech has no segments. */
export interface Transcript {
  segments: TranscriptSegment[]
}

const root = '/api/v1'

/** Where pages report how their connections fared. */
export const telemetryUrl = `${root}/telemetry`

export const sessionsUrl = `${root}/sessions`

export const transcriptTextUrl = (sessionId: string): string =>
  `${sessionsUrl}/${encodeURIComponent(sessionId)}/transcript.txt`

/** The user's own sessions, newest first. */
export async function listSessions(signal: AbortSignal): Promise<SessionSummary[]> {
  const answer = await ask<{ sessions: SessionSummary[] }>(sessionsUrl, { signal })
  return answer.sessions
}

export function readSession(sessionId: string, signal: AbortSignal): Promise<SessionSummary> {
  return ask(`${sessionsUrl}/${encodeURIComponent(sessionId)}`, { signal })
}

export async function cancelSession(sessionId: string): Promise<void> {
  await ask(`${sessionsUrl}/${encodeURIComponent(sessionId)}/cancel`, { method: 'POST' })
}

export function readTranscript(sessionId: string, signal: AbortSignal): Promise<Transcript> {
  return ask(`${sessionsUrl}/${encodeURIComponent(sessionId)}/transcript.json`, { signal })
}

export async function listSamples(signal: AbortSignal): Promise<Sample[]> {
  const answer = await ask<{ samples: Sample[] }>(`${root}/samples`, { signal })
  return answer.samples
}

/** The sample's audio as a file, ready for upload. */
export async function fetchSample(sample: Sample): Promise<File> {
  const response = await request(sample.url, {})
  const audio = await response.blob()
  const filename = sample.url.slice(sample.url.lastIndexOf('/') + 1)
  return new File([audio], filename, { type: audio.type })
}

async function ask<Answer>(url: string, init: RequestInit): Promise<Answer> {
  const response = await request(url, init)
  return (await response.json()) as Answer
}

async function request(url: string, init: RequestInit): Promise<Response> {
  let response: Response
  try {
    response = await fetch(url, init)
  } catch (thrown) {
    if (init.signal?.aborted === true) throw thrown
    throw unanswered()
  }
  if (!response.ok) throw problemFrom(response.status, await response.text())
  return response
}
