/** The sessions that are being followed on this page: equal settings share one connection. */
import { loadCore } from './core/loader.js'
import { settingsOfKey } from './options.js'
import { browserPorts } from './ports/browser.js'
import { Store } from './store.js'

const stores = new Map<string, Store>()

/** The store that follows the settings of `key` now, if any does. */
export function findStore(key: string): Store | undefined {
  return stores.get(key)
}

/** The store for the settings of `key`; it leaves by itself when its last user has left. */
export function storeFor(key: string): Store {
  let store = stores.get(key)
  if (store === undefined) {
    store = new Store(settingsOfKey(key), browserPorts, loadCore, () => stores.delete(key))
    stores.set(key, store)
  }
  return store
}
