/** nginx's configuration for a run: demo-web/deploy/nginx.conf with the run's own addresses. */
import { readFile } from 'node:fs/promises'
import { fromRoot } from '../paths.mjs'

const TEMPLATE = fromRoot('demo-web/deploy/nginx.conf')

/** What a multipart form may add to the audio, in bytes. */
const FORM_BYTES = 2 ** 20

/**
 * The configuration's text. `listen` is where nginx listens and `apis` where the API processes do,
 * each `{ host, port }`; `maxUploadBytes` is the service's own limit.
 */
export const nginxConfiguration = async (facts) => render(await readFile(TEMPLATE, 'utf8'), facts)

/** `template` with its three variable places filled in; each must be there exactly once. */
export function render(template, { listen, apis, maxUploadBytes }) {
  const servers = apis.map((api) => `        server ${endpoint(api)} max_fails=0;\n`).join('')
  const places = [
    [/^( *server \S+ max_fails=0;.*\n)+/m, servers],
    [/(?<=^ *listen )\S+/m, endpoint(listen)],
    [/(?<=^ *client_max_body_size )\d+(?=; # CHANGE)/m, String(maxUploadBytes + FORM_BYTES)],
  ]
  return places.reduce((text, [place, value]) => replaceOnly(text, place, value), template)
}

function replaceOnly(text, place, value) {
  const found = [...text.matchAll(new RegExp(place.source, 'gm'))].length
  if (found === 1) return text.replace(place, () => value)
  throw new Error(`nginx.conf was expected to have one ${place}, it has ${found}`)
}

const endpoint = ({ host, port }) => `${host.includes(':') ? `[${host}]` : host}:${port}`
