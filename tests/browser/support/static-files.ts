import { readFile } from 'node:fs/promises'
import type { ServerResponse } from 'node:http'
import { extname, join, normalize } from 'node:path'

const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
}

/** The strictest policy under which the package promises to run. */
const policy =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; style-src 'self'; " +
  "font-src 'self'"

/** Answer with the file at `path` below `folder`; with its index.html where `path` names none. */
export async function sendFile(
  response: ServerResponse,
  folder: string,
  path: string,
): Promise<void> {
  const name = path === '' ? 'index.html' : normalize(`/${path}`)
  try {
    const content = await readFile(join(folder, name))
    response.writeHead(200, {
      'content-type': types[extname(name)] ?? 'application/octet-stream',
      'content-security-policy': policy,
      'cache-control': 'no-store',
    })
    response.end(content)
  } catch {
    response.writeHead(404).end()
  }
}
