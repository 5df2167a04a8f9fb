import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { sendFile } from '../support/static-files'

/**
 * How a status stream ends: by a `close` that asks to come back at once, broken off, or refused
 * with 401 before it has begun.
 */
export type Ending = 'planned' | 'broken' | 'refused'

const headers = { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store' }

/**
 * A server that speaks the wire, as fast as it is asked, and ends streams as a test says. Every
 * stream brings a status that is newer than the one before.
 */
export class ScriptedServer {
  /** The sequence of the newest status. */
  sequence = 0
  /** Status streams that were asked for. */
  streamsAskedFor = 0
  /** Reports that came by telemetry. */
  reports = 0
  /** Never answer streams that are asked for from now on. */
  isMute = false
  readonly #streams = new Set<ServerResponse>()
  readonly #endings: Ending[] = []
  #openRequests = 0
  readonly #folder: string
  #coreIsServed: Promise<unknown> = Promise.resolve()
  readonly #server = createServer((request, response) => {
    this.#answer(request, response)
  })

  private constructor(folder: string) {
    this.#folder = folder
  }

  /** @param folder holds the page */
  static async start(folder: string): Promise<ScriptedServer> {
    const server = new ScriptedServer(folder)
    server.#server.listen(0, '127.0.0.1')
    await once(server.#server, 'listening')
    return server
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  /** Requests under way; each open stream is one. */
  get openRequests(): number {
    return this.#openRequests
  }

  /** End the open stream and those after it, `count` in all, by each of these in turn. */
  endStreams(count: number, endings: readonly Ending[]): void {
    for (let end = 0; end < count; end += 1) {
      this.#endings.push(endings[end % endings.length] ?? 'broken')
    }
    for (const stream of this.#streams) this.#endAsScripted(stream)
  }

  /** Keep the core back from the page until the returned function is called. */
  holdCore(): () => void {
    let serve = (): void => undefined
    this.#coreIsServed = new Promise<void>((resolve) => {
      serve = resolve
    })
    return () => serve()
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections()
    this.#server.close()
    await once(this.#server, 'close')
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const { pathname } = new URL(request.url ?? '/', this.origin)
    this.#openRequests += 1
    response.on('close', () => {
      this.#openRequests -= 1
    })
    if (pathname.endsWith('/status/stream')) this.#stream(response)
    else if (pathname.endsWith('/status')) this.#status(response)
    else if (pathname === '/telemetry') this.#hear(request, response)
    else void this.#serve(pathname.slice(1), response)
  }

  #stream(response: ServerResponse): void {
    this.streamsAskedFor += 1
    this.#streams.add(response)
    response.on('close', () => this.#streams.delete(response))
    if (this.isMute) return
    if (this.#endings[0] === 'refused') return this.#endAsScripted(response)
    response.writeHead(200, headers)
    response.write(`event: status\nid: 1-${this.#next()}\ndata: ${this.#body()}\n\n`)
    this.#endAsScripted(response)
  }

  #endAsScripted(stream: ServerResponse): void {
    switch (this.#endings.shift()) {
      case undefined:
        return
      case 'planned':
        stream.end('event: close\ndata: {"reason":"idle","reconnect":true,"retry_after_ms":0}\n\n')
        return
      case 'broken':
        stream.write(': the end\n\n', () => stream.destroy())
        return
      case 'refused':
        stream.writeHead(401).end()
        return
    }
  }

  #status(response: ServerResponse): void {
    response.writeHead(200, { 'content-type': 'application/json' }).end(this.#body())
  }

  #hear(request: IncomingMessage, response: ServerResponse): void {
    this.reports += 1
    request.resume()
    response.writeHead(204).end()
  }

  async #serve(path: string, response: ServerResponse): Promise<void> {
    if (path.includes('transcription-status-core')) await this.#coreIsServed
    await sendFile(response, this.#folder, path)
  }

  #next(): number {
    this.sequence += 1
    return this.sequence
  }

  #body(): string {
    return JSON.stringify({
      session_id: 'any',
      epoch: '1',
      sequence: this.sequence,
      attempt: 1,
      status: 'processing',
      progress: 50,
      message: `Analyzing speech patterns, word ${this.sequence}`,
      timestamp: new Date().toISOString(),
      estimated_completion: null,
      error: null,
      statistics: null,
    })
  }
}
