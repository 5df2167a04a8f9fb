/** Links in the documents lead to pages, headings and files that are there; others are well-formed. */
import { readFile } from 'node:fs/promises'
import { fromRoot } from '../paths.mjs'
import { npmPackages } from '../test/prepare.mjs'
import { failOn } from './report.mjs'

export async function checkLinks() {
  await npmPackages()
  // They are made of what was just installed.
  const { documentPaths } = await import('../docs/documents.mjs')
  const { deadLinks, malformedLinks } = await import('../docs/dead-links.mjs')
  const documents = await documentPaths()
  const forms = await Promise.all(
    documents.map(async (path) => malformedLinks(path, await readFile(fromRoot(path), 'utf8'))),
  )
  failOn([...forms.flat(), ...(await deadLinks(documents))])
}
