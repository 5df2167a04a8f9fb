/** Links that lead nowhere: in the documents, and on the site that is built of them. */
import { LinkChecker } from 'linkinator'
import MarkdownIt from 'markdown-it'
import { ROOT } from '../paths.mjs'

/** Another host's page is not asked for: checks need no network. */
const ELSEWHERE = '^(?!http://localhost[:/])'

/**
 * What is dead of what `pages`, Markdown or HTML below `root`, lead to: paths, and headings, in Markdown
 * those that GitHub would have there. A folder counts as there.
 */
export async function deadLinks(pages, root = ROOT) {
  const dead = []
  // One page at a time: of a page that it has read before, the checker does not look up a heading.
  for (const page of pages) dead.push(...(await deadLinksOf(page, root)))
  return dead
}

async function deadLinksOf(page, root) {
  const { links } = await new LinkChecker().check({
    path: [page],
    serverRoot: root,
    markdown: true,
    checkFragments: true,
    directoryListing: true,
    linksToSkip: [ELSEWHERE],
  })
  const broken = links.filter(({ state }) => state === 'BROKEN')
  return [...new Set(broken.map(({ url }) => `${page}: nothing is at ${url}`))]
}

const markdown = new MarkdownIt({ html: true })

/** What is wrong with the form of a document's links to other hosts. */
export function malformedLinks(document, source) {
  const tokens = markdown.parse(source, {}).flatMap(({ children }) => children ?? [])
  const targets = tokens.map((token) => token.attrGet('href') ?? token.attrGet('src') ?? '')
  return targets
    .filter((target) => /^[a-z][a-z+.-]*:/i.test(target) && !isGood(target))
    .map((target) => `${document}: expected an address that begins with https://, got ${target}`)
}

function isGood(target) {
  const { protocol, hostname, username } = URL.canParse(target) ? new URL(target) : {}
  return protocol === 'https:' && username === '' && /^[\w-]+(\.[\w-]+)+$/.test(hostname)
}
