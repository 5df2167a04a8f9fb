import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

const service = 'http://127.0.0.1:8000'

/** React Aria brings its few sentences in thirty languages; the pages speak two. */
const spokenLocalesOnly: Plugin = {
  name: 'spoken-locales-only',
  enforce: 'pre',
  load(id) {
    const [, locale] = /\/react-aria.*\/intl\/(?:.*\/)?(\w\w-\w\w)\.mjs$/.exec(id) ?? []
    return locale === undefined || /^(en-US|ar-AE)$/.test(locale) ? null : 'export default {}'
  },
}

export default defineConfig({
  plugins: [react(), spokenLocalesOnly],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    // The service's Content-Security-Policy admits no data: URLs for fonts, styles or wasm.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  // Pre-bundling would move the package's files away from the .wasm that it finds beside itself.
  optimizeDeps: { exclude: ['transcription-status-sse'] },
  // The login cookie comes with the service's own page: open that once, it holds for this port too.
  server: {
    host: '127.0.0.1',
    proxy: { '/api': service, '/healthz': service },
  },
})
