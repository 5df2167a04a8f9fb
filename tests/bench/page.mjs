/** The results as one page that needs nothing beside it. */
import { readFile } from 'node:fs/promises'
import MarkdownIt from 'markdown-it'
import anchor from 'markdown-it-anchor'
import { fromRoot } from '../../toolchain/paths.mjs'

/** HTML of the report; `read(name)` gives the text of a plot that it shows. */
export async function resultsPage(text, read) {
  const names = [...text.matchAll(/!\[[^\]]*\]\(([\w-]+\.svg)\)/g)].map(([, name]) => name)
  const pictures = new Map()
  for (const name of names) pictures.set(name, inline(await read(name), name))
  const style = await readFile(fromRoot('toolchain/docs/style.css'), 'utf8')
  const [, title] = /^# (.*)$/m.exec(text)
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>
${style}
${WIDER}
</style>
<main>
${markdown(pictures).render(text)}</main>
</html>
`
}

/** Tables of many columns, and no navigation beside them. */
const WIDER = `body { display: block; max-width: 84rem; }
main { max-width: none; }
main > figure, main > .wide { max-width: none; }
th, td { overflow-wrap: normal; }
figure { margin: 1.5rem 0; }
figure svg { max-width: 100%; height: auto; border-radius: 6px; }`

function markdown(pictures) {
  const renderer = new MarkdownIt().use(anchor, { tabIndex: false })
  renderer.renderer.rules.table_open = () => '<div class="wide"><table>\n'
  renderer.renderer.rules.table_close = () => '</table></div>\n'
  renderer.renderer.rules.image = (tokens, at, options, env, self) => {
    const named = renderer.utils.escapeHtml(
      self.renderInlineAsText(tokens[at].children, options, env),
    )
    const picture = pictures.get(tokens[at].attrGet('src'))
    return `<figure role="img" aria-label="${named}">${picture}</figure>`
  }
  return renderer
}

/** Without what only a file of its own needs; ids are the page's, so that two plots share none. */
function inline(svg, name) {
  const prefix = name.replace(/\W/g, '-')
  return svg
    .slice(svg.indexOf('<svg'))
    .replaceAll(/\bid="/g, `id="${prefix}-`)
    .replaceAll(/url\(#/g, `url(#${prefix}-`)
    .replaceAll(/href="#/g, `href="#${prefix}-`)
}
