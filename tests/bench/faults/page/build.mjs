import { join } from 'node:path'
import { build } from 'vite'
import { PACKAGES } from '../contestants.mjs'

/** Builds the page into `folder` as it would be shipped, with the packages that `peers` has installed. */
export async function buildPage(folder, peers) {
  await build({
    root: import.meta.dirname,
    configFile: false,
    logLevel: 'error',
    plugins: [installedIn(peers)],
    resolve: { dedupe: ['react', 'react-dom'] },
    build: { outDir: folder, emptyOutDir: true, assetsInlineLimit: 0 },
  })
}

function installedIn(peers) {
  return {
    name: 'bench-peers',
    enforce: 'pre',
    resolveId(source, importer, options) {
      if (!PACKAGES.some((name) => source === name || source.startsWith(`${name}/`))) return null
      return this.resolve(source, join(peers, 'page.js'), { ...options, skipSelf: true })
    },
  }
}
