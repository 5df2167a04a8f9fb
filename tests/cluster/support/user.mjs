/** What one anonymous user does over HTTP. */
import { readFile } from 'node:fs/promises'
import { fromRoot } from '../../../toolchain/paths.mjs'

const SAMPLE = fromRoot('demo-web/public/samples/good-morning.ogg')

/** `{ authorization }` of a new user of the service at `url`. */
export async function newUser(url) {
  const answer = await fetch(`${url}/api/v1/auth/token`, { method: 'POST' })
  if (answer.status !== 200) throw new Error(`no token: ${answer.status} ${await answer.text()}`)
  return { authorization: `Bearer ${(await answer.json()).access_token}` }
}

/** Uploads `bytes`, or real speech; gives the response. */
export async function upload(url, headers, bytes) {
  const form = new FormData()
  form.set('audio', new Blob([bytes ?? (await readFile(SAMPLE))]), 'good-morning.ogg')
  return fetch(`${url}/api/v1/sessions`, { method: 'POST', headers, body: form })
}

/** The id of a new session with real speech. */
export async function newSession(url, headers) {
  const answer = await upload(url, headers)
  if (answer.status !== 201) throw new Error(`refused: ${answer.status} ${await answer.text()}`)
  return (await answer.json()).session_id
}

/** The events of a stream as they arrive: `{ event, data }`. */
export async function* events(answer) {
  let text = ''
  for await (const bytes of answer.body.pipeThrough(new TextDecoderStream())) {
    text += bytes
    const blocks = text.split('\n\n')
    text = blocks.pop()
    for (const block of blocks) {
      const fields = Object.fromEntries(block.split('\n').map((line) => line.split(/: (.*)/s)))
      if (fields.data) yield { event: fields.event, data: JSON.parse(fields.data) }
    }
  }
}
