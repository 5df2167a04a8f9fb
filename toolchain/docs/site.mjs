/** Builds the site: a page for each document, and what they lead to. */
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, extname, join } from 'node:path'
import { fromRoot } from '../paths.mjs'
import { blocksIn, documentPaths } from './documents.mjs'
import { svgOf } from './diagram.mjs'
import { pageAround } from './layout.mjs'
import { placeOf, placeOfFile } from './links.mjs'
import { coloured, htmlOf } from './markdown.mjs'

const DIAGRAM =
  'The states of a session and what leads from one to another; the table has the same.'

/** Writes all of it to `folder` (from the checkout's root), anew; gives the pages' places. */
export async function buildSite(folder) {
  const documents = await documentPaths()
  const texts = await Promise.all(documents.map((path) => readFile(fromRoot(path), 'utf8')))
  const drawn = await drawnDiagrams(documents, texts)
  const files = new Set()
  const needs = (file) => files.add(file)
  const pages = documents.map((document, at) => ({
    place: placeOf(document),
    title: titleOf(texts[at]),
    html: htmlOf(document, texts[at], { documents, drawn, needs }),
    document,
  }))

  await rm(fromRoot(folder), { recursive: true, force: true })
  const into = async (place) => {
    const path = fromRoot(folder, place)
    await mkdir(dirname(path), { recursive: true })
    return path
  }
  for (const page of pages) await writeFile(await into(page.place), pageAround(page))
  for (const file of files) {
    const place = await into(placeOfFile(file))
    if (place.endsWith('.html')) await writeFile(place, await sourcePage(file))
    else await cp(fromRoot(file), place)
  }
  await cp(join(import.meta.dirname, 'style.css'), await into('style.css'))
  return pages.map(({ place }) => place)
}

const titleOf = (text) => /^# (.*)$/m.exec(text)[1]

/** The SVG of each diagram, by its text. */
async function drawnDiagrams(documents, texts) {
  const blocks = documents.flatMap((document, at) => blocksIn(document, texts[at]))
  const drawn = new Map()
  for (const { language, text } of blocks) {
    if (language === 'mermaid') drawn.set(text, await svgOf(text, DIAGRAM))
  }
  return drawn
}

/** A file of the repository to be read on the site. */
async function sourcePage(file) {
  const code = coloured(await readFile(fromRoot(file), 'utf8'), extname(file).slice(1))
  return pageAround({
    place: placeOfFile(file),
    title: file,
    html: `<h1><code>${file}</code></h1>\n<pre><code>${code}</code></pre>\n`,
  })
}
