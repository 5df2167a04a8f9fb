/** Documents as HTML: headings as GitHub numbers them, code in colours, diagrams drawn. */
import highlight from 'highlight.js'
import MarkdownIt from 'markdown-it'
import anchor from 'markdown-it-anchor'
import { linkIn } from './links.mjs'

/** The highlighter's names for what it knows by others. */
const LANGUAGES = { logfmt: 'properties', hpp: 'cpp', conf: 'nginx', mjs: 'js' }

/** GitHub's anchor of a heading. */
export const anchorOf = (heading) =>
  heading
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-')

/** Code as HTML; plain where nobody knows the language. */
export function coloured(code, language) {
  const name = LANGUAGES[language] ?? language
  return highlight.getLanguage(name)
    ? highlight.highlight(code, { language: name }).value
    : plain.utils.escapeHtml(code)
}

const plain = new MarkdownIt()

/**
 * `source` of `document` as HTML. `drawn` has the SVG of each diagram by its text; `needs(file)` is
 * called for each file of the repository that the page leads to.
 */
export function htmlOf(document, source, { documents, drawn, needs }) {
  const markdown = new MarkdownIt({ html: true, highlight: coloured })
  markdown.use(anchor, { slugify: anchorOf, tabIndex: false })
  const { fence } = markdown.renderer.rules
  const place = (target) => {
    const link = linkIn(document, target, documents)
    if (link?.file) needs(link.file)
    return link
  }
  markdown.renderer.rules.fence = (tokens, at, ...rest) => {
    const { info, content } = tokens[at]
    if (info === 'mermaid') return `<div class="wide">${drawn.get(content)}</div>\n`
    return fence(tokens, at, ...rest)
  }
  markdown.renderer.rules.link_open = (tokens, at, options, _, renderer) => {
    const link = place(tokens[at].attrGet('href'))
    // What leads nowhere on the site stays a word.
    if (link === null) {
      tokens[at].tag = 'span'
      tokens[at].attrs = []
      const end = tokens.findIndex(({ type }, later) => later > at && type === 'link_close')
      tokens[end].tag = 'span'
    } else tokens[at].attrSet('href', link.target)
    return renderer.renderToken(tokens, at, options)
  }
  markdown.renderer.rules.table_open = () => '<div class="wide"><table>\n'
  markdown.renderer.rules.table_close = () => '</table></div>\n'
  const images = (html) =>
    html.replace(
      /<img src="([^"]+)"/g,
      (_, src) => `<img loading="lazy" src="${place(src).target}"`,
    )
  markdown.renderer.rules.html_block = (tokens, at) => images(tokens[at].content)
  markdown.renderer.rules.image = (tokens, at, options, env, renderer) => {
    tokens[at].attrSet('src', place(tokens[at].attrGet('src')).target)
    tokens[at].attrSet('alt', renderer.renderInlineAsText(tokens[at].children, options, env))
    return renderer.renderToken(tokens, at, options)
  }
  return markdown.render(source)
}
