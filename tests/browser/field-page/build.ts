import { build } from 'vite'

/**
 * Build the page of the field tests into `folder`. With React's development build: only that mounts
 * everything twice in StrictMode.
 */
export async function buildFieldPage(folder: string): Promise<void> {
  const before = process.env['NODE_ENV']
  process.env['NODE_ENV'] = 'development'
  await build({
    root: import.meta.dirname,
    base: '/field/',
    configFile: false,
    logLevel: 'error',
    mode: 'development',
    build: { outDir: folder, emptyOutDir: true, assetsInlineLimit: 0, minify: false },
  })
  if (before === undefined) delete process.env['NODE_ENV']
  else process.env['NODE_ENV'] = before
}
