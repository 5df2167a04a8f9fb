/** The page around a document. No script: what is shown is what was written. */
import { posix } from 'node:path'
import MarkdownIt from 'markdown-it'
import { placeOf } from './links.mjs'
import { NAVIGATION } from './pages.mjs'

const { escapeHtml } = new MarkdownIt().utils

const NAME = 'transcription-status-sse'

const POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'"

/** A whole page at `place`; `document` is the one it shows, if it shows one. */
export function pageAround({ place, title, html, document }) {
  const to = (target) => posix.relative(posix.dirname(place), target)
  const pages = `<ul>${NAVIGATION.map((group) => groupOf(group, document, to)).join('')}
      </ul>`
  const name = `<a class="name" href="${to('index.html')}">${NAME}</a>`
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta http-equiv="Content-Security-Policy" content="${POLICY}">
    <meta name="color-scheme" content="light dark">
    <title>${escapeHtml(title === NAME ? NAME : `${title} – ${NAME}`)}</title>
    <link rel="stylesheet" href="${to('style.css')}">
  </head>
  <body>
    <a class="skip" href="#content">To the text</a>
    <header>
      ${name}
      <details>
        <summary>Pages</summary>
        <nav aria-label="Pages">${pages}</nav>
      </details>
    </header>
    <nav aria-label="Pages">
      ${name}
      ${pages}
    </nav>
    <main id="content">
${html}    </main>
  </body>
</html>
`
}

const groupOf = ({ title, pages }, document, to) => `
        <li>
          <h2>${title}</h2>
          <ul>${pages.map(([path, label]) => item(path, label, path === document, to)).join('')}
          </ul>
        </li>`

const item = (path, label, isCurrent, to) => `
            <li><a href="${to(placeOf(path))}"${isCurrent ? ' aria-current="page"' : ''}>${label}</a></li>`
