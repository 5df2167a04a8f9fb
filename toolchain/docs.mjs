/** `npm run docs`: builds README and the pages beside the code as a site, in build/docs. */
import { runScript } from './run/errors.mjs'
import { npmPackages } from './test/prepare.mjs'

/** Needs no server and no network: its pages can be opened as files. */
const SITE = 'build/docs'

await runScript(async () => {
  await npmPackages()
  // It is made of what was just installed.
  const { buildSite } = await import('./docs/site.mjs')
  const pages = await buildSite(SITE)
  console.log(`${pages.length} pages: ${SITE}/index.html`)
})
