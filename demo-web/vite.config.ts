import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const service = 'http://127.0.0.1:8000'

export default defineConfig({
  plugins: [react()],
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
