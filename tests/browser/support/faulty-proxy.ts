import { once } from 'node:events'
import {
  createServer,
  request as forward,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http'
import type { AddressInfo } from 'node:net'
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
}

/** A reverse proxy before the real service that can spoil its streams, and remembers all it saw. */
export class FaultyProxy {
  readonly requests: ProxiedRequest[] = []
  /** Every status that passed to the page, in the order of passing. */
  readonly statuses: SeenStatus[] = []
  #fault: StreamFault = 'pass'
  readonly #openStreams = new Set<ServerResponse>()
  readonly #server = createServer((request, response) => {
    this.#handle(request, response)
  })
  #holdsUploads = false
  readonly #target: string

  private constructor(target: string) {
    this.#target = target
  }

  static async start(target: string): Promise<FaultyProxy> {
    const proxy = new FaultyProxy(target)
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
    for (const stream of this.#openStreams) stream.destroy()
  }

  /** Read nothing of uploads from now on: they get as far as the buffers on their way. */
  holdUploads(): void {
    this.#holdsUploads = true
  }

  count(kind: ProxiedRequest['kind']): number {
    return this.requests.filter((request) => request.kind === kind).length
  }

  /** How many streams are open at this moment. */
  get openStreams(): number {
    return this.#openStreams.size
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections()
    this.#server.close()
    await once(this.#server, 'close')
  }

  #handle(request: IncomingMessage, response: ServerResponse): void {
    const path = new URL(request.url ?? '/', this.#target).pathname
    const kind = kindOf(path)
    this.requests.push({ method: request.method ?? '', path, kind })
    if (request.method === 'POST' && this.#holdsUploads) return
    if (kind !== 'stream') {
      this.#pass(request, response, kind)
      return
    }
    switch (this.#fault) {
      case 'pass':
        this.#openStreams.add(response)
        response.on('close', () => this.#openStreams.delete(response))
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
        this.#openStreams.add(response)
        response.on('close', () => this.#openStreams.delete(response))
        return
    }
  }

  #pass(request: IncomingMessage, response: ServerResponse, kind: ProxiedRequest['kind']): void {
    const onward = forward(
      new URL(request.url ?? '/', this.#target),
      { method: request.method, headers: request.headers },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers)
        answer.pipe(response)
        if (kind !== 'other' && answer.statusCode === 200) {
          statusesIn(answer, kind, (status) => this.statuses.push(status))
        }
      },
    )
    // Either side may go at any time; then the other is told by the loss of its connection.
    onward.on('error', () => response.destroy())
    response.on('close', () => onward.destroy())
    request.pipe(onward)
  }
}

function kindOf(path: string): ProxiedRequest['kind'] {
  if (path.endsWith('/status/stream')) return 'stream'
  if (path.endsWith('/status')) return 'status'
  return 'other'
}
