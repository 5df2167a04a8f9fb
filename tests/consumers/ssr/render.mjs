// Writes the page as a server sends it, once all of it is there.
import { createElement } from 'react'
import { renderToPipeableStream } from 'react-dom/server'
import { Page } from './shared/page.js'

process.stdout.write(`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <title>A page</title>
    <script type="module" src="./dist/hydrate.js"></script>
  </head>
  <body>
    <div id="page">`)
const { pipe } = renderToPipeableStream(createElement(Page), {
  onAllReady: () => pipe(process.stdout),
  onError: (error) => {
    throw error
  },
})
process.stdout.on('unpipe', () => process.stdout.write('</div>\n  </body>\n</html>\n'))
