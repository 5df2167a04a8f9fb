import { build } from 'vite'

/**
 * Builds the page into `folder` as it would be shipped, but with the build of React that tells of
 * its commits: the others do not.
 */
export async function buildPage(folder) {
  await build({
    root: import.meta.dirname,
    configFile: false,
    logLevel: 'error',
    resolve: { alias: { 'react-dom/client': 'react-dom/profiling' } },
    build: { outDir: folder, emptyOutDir: true, assetsInlineLimit: 0 },
  })
}
