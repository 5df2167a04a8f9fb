/**
 * The package as it was built, or a copy of it that was broken on purpose (`npm run mutate`); its
 * inner modules too, which the package does not export.
 */
export const dist = new URL(
  process.env.PACKAGE_DIST ?? '../../../js-bindings/dist/',
  import.meta.url,
)

export const load = (path) => import(new URL(path, dist).href)
export const { createTranscriptionClient, preload } = await load('client.js')
export const { loadCore } = await load('core/loader.js')
export const { Store } = await load('store.js')
export const { settingsOf, keyOf } = await load('options.js')
export const { IDLE } = await load('snapshot.js')
