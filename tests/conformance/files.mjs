/** The files of cases as the themes say them. */
import { readdir } from 'node:fs/promises'

const THEMES = new URL('themes/', import.meta.url)

/** `{ 'theme.json': text }` for each theme. A case is a line, so that a change shows as one. */
export async function files() {
  const found = {}
  for (const file of (await readdir(THEMES)).sort()) {
    const theme = file.replace('.mjs', '')
    const { cases } = await import(new URL(file, THEMES))
    const lines = cases.map((one) => JSON.stringify({ ...one, id: `${theme}-${one.id}` }))
    found[`${theme}.json`] = `[\n${lines.join(',\n')}\n]\n`
  }
  return found
}
