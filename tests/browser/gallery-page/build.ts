import { build } from 'vite'

/**
 * Build the gallery into `folder`. With React's development build: only that counts commits in a
 * Profiler and warns of what does not hydrate.
 */
export async function buildGallery(folder: string): Promise<void> {
  const before = process.env['NODE_ENV']
  process.env['NODE_ENV'] = 'development'
  await build({
    root: import.meta.dirname,
    configFile: false,
    logLevel: 'error',
    mode: 'development',
    build: { outDir: folder, emptyOutDir: true, assetsInlineLimit: 0, minify: false },
  })
  if (before === undefined) delete process.env['NODE_ENV']
  else process.env['NODE_ENV'] = before
}
