import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, resolve } from 'node:path'
import type { TranscriptionStatus } from 'transcription-status-sse'
import { bytesPerSecond, wavOf } from '../support/wav'
import { memo, NOON, samples, sessionId, sessions, sessionWith, transcript } from './scenes'

const page = resolve(import.meta.dirname, '../../../demo-web/dist')

/** As long as the transcript says; what it sounds like is on no picture. */
const recording = wavOf(Buffer.alloc(memo.audioSeconds * bytesPerSecond))

const contentTypes: Record<string, string> = {
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.ogg': 'audio/ogg',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
}

/**
 * Serves the built page with answers that are the same in every picture. Pictures only: what the
 * page does with real answers is proved against the real service.
 */
export class Stage {
  /** Null: there is no such session. */
  status: TranscriptionStatus | null = null
  streams: 'open' | 'silent' | 'refused' = 'open'
  statusRequests: 'answered' | 'refused' = 'answered'
  recording: 'kept' | 'gone' = 'kept'
  uploads: 'unanswered' | 'refused' = 'unanswered'
  hasHistory = true
  /** How many requests for streams there were. */
  streamsAsked = 0
  readonly #openStreams = new Set<ServerResponse>()
  readonly #server = createServer((request, response) => {
    void this.#answer(request, response)
  })

  async open(): Promise<string> {
    this.#server.listen(0, '127.0.0.1')
    await once(this.#server, 'listening')
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections()
    this.#server.close()
    await once(this.#server, 'close')
  }

  /** How many streams the page holds. */
  get heldStreams(): number {
    return this.#openStreams.size
  }

  cutStreams(): void {
    for (const stream of this.#openStreams) stream.destroy()
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    // The page's time and the server's are the same.
    response.setHeader('date', new Date(NOON).toUTCString())
    const { pathname } = new URL(request.url ?? '/', 'http://stage')
    if (!pathname.startsWith('/api/')) return sendFile(response, pathname)
    if (request.method === 'POST') {
      request.resume()
      if (this.uploads === 'refused') problem(response, problems.notAudio)
      return
    }
    if (pathname.endsWith('/sessions')) {
      return json(response, { sessions: this.hasHistory ? sessions : [], next: null })
    }
    if (pathname.endsWith('/samples')) return json(response, { samples })
    if (pathname.includes('/demo/faults/')) return json(response, { fault: null })
    if (this.status === null) return problem(response, problems.unknown)
    if (pathname.endsWith('/status/stream')) return this.#stream(response, this.status)
    if (pathname.endsWith('/status')) {
      if (this.statusRequests === 'refused') return problem(response, problems.away)
      return json(response, this.status)
    }
    if (pathname.endsWith('/audio')) return sendRecording(request, response)
    if (pathname.endsWith('/transcript.json')) return json(response, transcript)
    const session = sessionWith(this.status)
    if (this.recording === 'gone') session['urls'] = { audio: null, retry: null }
    json(response, session)
  }

  #stream(response: ServerResponse, status: TranscriptionStatus): void {
    this.streamsAsked += 1
    if (this.streams === 'refused') return problem(response, problems.away)
    this.#openStreams.add(response)
    response.on('close', () => this.#openStreams.delete(response))
    if (this.streams === 'silent') return
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.write(
      `id: ${status.epoch}-${status.sequence}\n` +
        `event: status\ndata: ${JSON.stringify(status)}\n\n`,
    )
  }
}

async function sendFile(response: ServerResponse, pathname: string): Promise<void> {
  const file = extname(pathname) === '' ? 'index.html' : pathname
  try {
    const body = await readFile(join(page, file))
    response.setHeader('content-type', contentTypes[extname(file)] ?? 'application/octet-stream')
    response.end(body)
  } catch {
    response.writeHead(404).end()
  }
}

/** In the part that is asked for: a player goes nowhere in what comes whole. */
function sendRecording({ headers }: IncomingMessage, response: ServerResponse): void {
  const [, from = '0'] = /^bytes=(\d+)-/.exec(headers.range ?? '') ?? []
  const { length } = recording
  response.writeHead(206, {
    'content-type': 'audio/wav',
    'content-range': `bytes ${from}-${length - 1}/${length}`,
  })
  response.end(recording.subarray(Number(from)))
}

function json(response: ServerResponse, body: unknown): void {
  response.setHeader('content-type', 'application/json')
  response.end(JSON.stringify(body))
}

/** In the service's own words. */
const problems = {
  notAudio: {
    title: 'Unsupported Media Type',
    status: 415,
    code: 'not_audio',
    detail:
      'The upload is not usable: expected WAV, FLAC, MP3, Ogg, WebM, M4A, AAC or AIFF audio, came ' +
      'something else (the file begins with 00 00 00 00 00 00 00 00).',
  },
  unknown: {
    title: 'Not Found',
    status: 404,
    code: 'session_unknown',
    detail: `You have no session ${sessionId}.`,
  },
  away: {
    title: 'Service Unavailable',
    status: 503,
    code: 'store_unavailable',
    detail: 'The service cannot reach its store at the moment; come back.',
  },
} as const

function problem(response: ServerResponse, said: (typeof problems)[keyof typeof problems]): void {
  response.writeHead(said.status, { 'content-type': 'application/problem+json' })
  response.end(JSON.stringify({ type: 'about:blank', ...said }))
}
