import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'

/** Where pages find what runs before them, and tell what went wrong in them. */
const scriptPath = '/before-load.js'
const faultsPath = '/faults-of-the-page'

export interface ReportingWindow extends Window {
  /** Settles when all that the page has reported until now has arrived. */
  faultsReported: () => Promise<unknown>
}

/**
 * What the gateway changes in the pages that it passes. Scripts come as a file of the page's own
 * origin, first in its head: so they run before all else in every engine, and the page's
 * Content-Security-Policy has nothing against them.
 */
export class Documents {
  /** What pages have reported of themselves. */
  readonly faults: string[] = []
  readonly #scripts: string[] = []
  readonly #missing = new Set<RegExp>()
  readonly #cookies: string[] = []
  #editPolicy: ((policy: string) => string) | undefined

  /** Run `script` in each page before anything of its own. */
  beforeLoad<Argument = undefined>(
    script: (argument: Argument) => void,
    argument?: Argument,
  ): void {
    this.#scripts.push(`(${script.toString()})(${JSON.stringify(argument ?? null)})`)
  }

  /** Collect what pages throw, and what they try that their Content-Security-Policy forbids. */
  collectFaults(): void {
    this.beforeLoad((path) => {
      const send = window.fetch.bind(window)
      const reported: Promise<unknown>[] = []
      const report = (body: string): void =>
        void reported.push(send(path, { method: 'POST', body, keepalive: true }))
      ;(window as unknown as ReportingWindow).faultsReported = () => Promise.all(reported)
      addEventListener('error', ({ message }) => report(message))
      addEventListener('unhandledrejection', ({ reason }) => report(`rejected: ${String(reason)}`))
      addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
        report(`violation of ${effectiveDirective}: ${blockedURI}`)
      })
    }, faultsPath)
  }

  /** Send pages with another Content-Security-Policy. */
  changePolicy(edit: (policy: string) => string): void {
    this.#editPolicy = edit
  }

  /** Answer 404 where the path fits, until what it gives back is called. */
  withhold(path: RegExp): () => void {
    this.#missing.add(path)
    return () => void this.#missing.delete(path)
  }

  /** Let pages bring these cookies. */
  giveCookies(cookies: readonly { name: string; value: string }[]): void {
    for (const { name, value } of cookies) {
      this.#cookies.push(`${name}=${value}; Path=/; HttpOnly; SameSite=Lax`)
    }
  }

  /** True if the request was for this, and is answered. */
  answersItself(path: string, request: IncomingMessage, response: ServerResponse): boolean {
    if (path === scriptPath) {
      response.writeHead(200, { 'content-type': 'text/javascript', 'cache-control': 'no-store' })
      response.end(this.#scripts.join(';\n'))
    } else if (path === faultsPath) {
      void text(request).then((fault) => this.faults.push(fault))
      response.writeHead(204).end()
    } else {
      return false
    }
    return true
  }

  withholds(path: string): boolean {
    return [...this.#missing].some((pattern) => pattern.test(path))
  }

  /** True if this answer of the service is a page that is sent changed. */
  changes({ headers }: IncomingMessage): boolean {
    const isChanged = this.#scripts.length + this.#cookies.length > 0 || this.#editPolicy
    return Boolean(isChanged) && (headers['content-type'] ?? '').startsWith('text/html')
  }

  async send(response: ServerResponse, answer: IncomingMessage): Promise<void> {
    const page = this.page(await text(answer))
    response.writeHead(answer.statusCode ?? 502, this.headers(answer.headers))
    response.end(page)
  }

  page(html: string): string {
    if (this.#scripts.length === 0) return html
    return html.replace('<head>', `<head><script src="${scriptPath}"></script>`)
  }

  headers(headers: IncomingHttpHeaders): IncomingHttpHeaders {
    const { 'content-security-policy': policy, ...others } = headers
    // The page is another than those were said of.
    for (const name of ['content-length', 'etag', 'last-modified'])
      Reflect.deleteProperty(others, name)
    const cookies = [...(headers['set-cookie'] ?? []), ...this.#cookies]
    return {
      ...others,
      ...(typeof policy === 'string' && {
        'content-security-policy': this.#editPolicy?.(policy) ?? policy,
      }),
      ...(cookies.length > 0 && { 'set-cookie': cookies }),
    }
  }
}
