import { once } from 'node:events'
import {
  createServer,
  request as forward,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http'
import type { AddressInfo } from 'node:net'
import { Documents } from './documents'
import { sendFile } from './static-files'
import { statusesIn, type SeenStatus } from './wire'

/**
 * What happens to a status stream on its way:
 * `pass` nothing · `refuse` answered with 502 · `cut` broken off after the headers ·
 * `swallow` never answered, as by a proxy that buffers.
 */
export type StreamFault = 'pass' | 'refuse' | 'cut' | 'swallow'

export interface ProxiedRequest {
  method: string
  path: string
  kind: 'stream' | 'status' | 'other'
  isAnswered: boolean
}

/** Files that the proxy serves by itself, below a path of its own. */
export interface ServedFolder {
  /** Starts and ends with a slash. */
  path: string
  folder: string
}

/** A reverse proxy before the real service that can spoil its streams, and remembers all it saw. */
export class FaultyProxy {
  readonly requests: ProxiedRequest[] = []
  /** Every status that passed to the page, in the order of passing. */
  readonly statuses: SeenStatus[] = []
  /** What becomes of the pages themselves. */
  readonly documents = new Documents()
  #fault: StreamFault = 'pass'
  /** Those that the browser holds, each with what lets nothing more through. */
  readonly #streams = new Map<ServerResponse, () => void>()
  readonly #server = createServer((request, response) => {
    this.#handle(request, response)
  })
  #holdsUploads = false
  readonly #target: string
  readonly #served: ServedFolder | undefined

  private constructor(target: string, served: ServedFolder | undefined) {
    this.#target = target
    this.#served = served
  }

  static async start(target: string, served?: ServedFolder): Promise<FaultyProxy> {
    const proxy = new FaultyProxy(target, served)
    proxy.#server.listen(0, '127.0.0.1')
    await once(proxy.#server, 'listening')
    return proxy
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  /** Treat streams so from now on. Those that are open are cut, unless all shall pass. */
  spoilStreams(fault: StreamFault): void {
    this.#fault = fault
    if (fault === 'pass') return
    for (const stream of this.#streams.keys()) stream.destroy()
  }

  /**
   * Let nothing more through on the streams that are open, and keep their connections: nobody tells
   * the browser that the other end is gone. Streams that are asked for later pass.
   */
  freezeStreams(): void {
    for (const freeze of this.#streams.values()) freeze()
  }

  /** Streams that the browser holds, those that are swallowed or frozen among them. */
  get openStreams(): number {
    return this.#streams.size
  }

  /** Read nothing of uploads from now on: they get as far as the buffers on their way. */
  holdUploads(): void {
    this.#holdsUploads = true
  }

  count(kind: ProxiedRequest['kind']): number {
    return this.requests.filter((request) => request.kind === kind).length
  }

  /** How many requests of this kind were answered to their end. */
  answered(kind: ProxiedRequest['kind']): number {
    return this.requests.filter((request) => request.kind === kind && request.isAnswered).length
  }

  /** Which forms of the core pages have asked for. */
  cores(): { wasm: boolean; plain: boolean } {
    const some = (form: RegExp): boolean => this.requests.some(({ path }) => form.test(path))
    return {
      wasm: some(/transcription-status-core-[^/]*\.wasm$/),
      plain: some(/transcription-status-core-plain-[^/]*\.js$/),
    }
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections()
    this.#server.close()
    await once(this.#server, 'close')
  }

  #handle(request: IncomingMessage, response: ServerResponse): void {
    const path = new URL(request.url ?? '/', this.#target).pathname
    if (this.documents.answersItself(path, request, response)) return
    if (this.#served !== undefined && path.startsWith(this.#served.path)) {
      const name = path.slice(this.#served.path.length)
      if (this.documents.withholds(path)) response.writeHead(404).end()
      else void sendFile(response, this.#served.folder, name, this.documents)
      return
    }
    const kind = kindOf(path)
    const seen: ProxiedRequest = { method: request.method ?? '', path, kind, isAnswered: false }
    this.requests.push(seen)
    response.on('finish', () => {
      seen.isAnswered = true
    })
    if (this.documents.withholds(path)) {
      response.writeHead(404).end()
      return
    }
    if (request.method === 'POST' && this.#holdsUploads) return
    if (kind !== 'stream') {
      this.#pass(request, response, kind)
      return
    }
    switch (this.#fault) {
      case 'pass':
        this.#hold(response)
        this.#pass(request, response, kind)
        return
      case 'refuse':
        response.writeHead(502).end()
        return
      case 'cut':
        response.writeHead(200, { 'content-type': 'text/event-stream' })
        response.flushHeaders()
        response.destroy()
        return
      case 'swallow':
        this.#hold(response)
        return
    }
  }

  #pass(request: IncomingMessage, response: ServerResponse, kind: ProxiedRequest['kind']): void {
    const onward = forward(
      new URL(request.url ?? '/', this.#target),
      { method: request.method, headers: request.headers },
      (answer) => {
        if (this.documents.changes(answer)) {
          void this.documents.send(response, answer)
          return
        }
        response.writeHead(answer.statusCode ?? 502, answer.headers)
        // Node would hold them back until there is a body; a real proxy passes them on.
        response.flushHeaders()
        answer.pipe(response)
        // A pipe tells of an end, but not of a break.
        const breaks = (): void => void response.destroy()
        answer.on('error', breaks)
        if (kind === 'stream') {
          this.#streams.set(response, () => {
            answer.off('error', breaks).on('error', () => undefined)
            answer.unpipe(response)
          })
        }
        if (kind !== 'other' && answer.statusCode === 200 && isOfType(answer, contentTypes[kind])) {
          statusesIn(answer, kind, (status) => this.statuses.push(status))
        }
      },
    )
    onward.on('error', () => {
      if (response.headersSent) response.destroy()
      else response.writeHead(502).end()
    })
    response.on('close', () => onward.destroy())
    request.pipe(onward)
  }

  #hold(stream: ServerResponse): void {
    this.#streams.set(stream, () => undefined)
    stream.on('close', () => this.#streams.delete(stream))
  }
}

const contentTypes = { stream: 'text/event-stream', status: 'application/json' } as const

function isOfType(answer: IncomingMessage, type: string): boolean {
  return answer.headers['content-type']?.startsWith(type) ?? false
}

function kindOf(path: string): ProxiedRequest['kind'] {
  if (path.endsWith('/status/stream')) return 'stream'
  if (path.endsWith('/status')) return 'status'
  return 'other'
}
