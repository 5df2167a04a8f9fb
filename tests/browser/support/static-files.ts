import { readFile } from 'node:fs/promises'
import type { ServerResponse } from 'node:http'
import { extname, join, normalize } from 'node:path'
import { Documents } from './documents'

const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
}

/** The strictest policy under which the package promises to run; browsers look for an icon by themselves. */
const policy =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; style-src 'self'; " +
  "font-src 'self'; img-src 'self'"

/** Answer with the file at `path` below `folder`; with its index.html where `path` names none. */
export async function sendFile(
  response: ServerResponse,
  folder: string,
  path: string,
  documents = new Documents(),
): Promise<void> {
  // Browsers ask for it by themselves, and tell of it in the console where there is none.
  if (path === 'favicon.ico') return void response.writeHead(204).end()
  const name = path === '' ? 'index.html' : normalize(`/${path}`)
  try {
    const content = await readFile(join(folder, name))
    const headers = {
      'content-type': types[extname(name)] ?? 'application/octet-stream',
      'content-security-policy': policy,
      'cache-control': 'no-cache',
    }
    const isPage = extname(name) === '.html'
    response.writeHead(200, isPage ? documents.headers(headers) : headers)
    response.end(isPage ? documents.page(content.toString()) : content)
  } catch {
    response.writeHead(404).end()
  }
}
