/**
 * What is measured, and its budget: bytes after brotli 11 of all that a page downloads that imports
 * the entry by itself and shows a status, React excluded as the app's own.
 */

/** Entries of js-bindings/package.json. The components' are measured without the hook. */
export const ENTRIES = {
  '.': { file: 'index.js', core: true, budget: 20 * 1024 },
  './client': { file: 'client.js', core: true, budget: 20 * 1024 },
  './single-file': { file: 'single-file.js', budget: 25 * 1024 },
  './single-file/client': { file: 'single-file-client.js', budget: 25 * 1024 },
  './plain': { file: 'plain.js', budget: 28.5 * 1024 },
  './plain/client': { file: 'plain-client.js', budget: 28.5 * 1024 },
  './components': { file: 'components/index.js', budget: 8 * 1024 },
  './components.css': { file: 'components/components.css', budget: 2 * 1024 },
  './inspector': { file: 'inspector/index.js', budget: 18 * 1024 },
  './inspector.css': { file: 'inspector/inspector.css', budget: 2 * 1024 },
  './testing': { file: 'testing/index.js', budget: 6 * 1024 },
}

/** The forms of the core. Each page runs one. */
export const CORES = {
  wasm: ['transcription-status-core.wasm', 'transcription-status-core.js'],
  embedded: ['transcription-status-core-hex.js', 'transcription-status-core.js'],
  plain: ['transcription-status-core-plain.js'],
}
