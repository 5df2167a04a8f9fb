/**
 * Writes cases/*.json from themes/*.mjs. What is expected stands in the themes, written from WHATWG
 * HTML, "Server-sent events"; no parser of event streams takes part.
 *
 *   node tests/conformance/write.mjs
 */
import { writeFile } from 'node:fs/promises'
import { files } from './files.mjs'

for (const [name, text] of Object.entries(await files())) {
  await writeFile(new URL(`cases/${name}`, import.meta.url), text)
}
