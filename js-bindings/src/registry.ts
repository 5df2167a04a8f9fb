/** The sessions that are being followed on this page: equal settings share one connection. */
import { loadCore } from './core/loader.js'
import { LateSource } from './late-source.js'
import { settingsOfKey } from './options.js'
import { browserPorts } from './ports/browser.js'
import { standIn } from './ports/browser-stand-in.js'
import type { Ports } from './ports/ports.js'
import { presenterOf } from './presenter.js'
import type { StatusSource } from './source.js'
import { Store } from './store.js'

const page = { ports: browserPorts, stores: new Map<string, StatusSource>() }

/** This page, or what a test has put in its place. */
const here = (): typeof page => standIn() ?? page

/** What follows the settings of `key` now, if anything does. */
export function findStore(key: string): StatusSource | undefined {
  return here().stores.get(key)
}

/** What follows the settings of `key`; it leaves by itself when its last user has left. */
export function storeFor(key: string): StatusSource {
  const known = findStore(key)
  if (known !== undefined) return known
  const { ports, stores } = here()
  const settings = settingsOfKey(key)
  const { lingerMs } = settings.policy
  const onFinish = (): void => void stores.delete(key)
  const openStore = (ports: Ports, finished: () => void, known?: string): StatusSource =>
    new Store(settings, ports, loadCore, finished, known)
  const alone = (): StatusSource => openStore(ports, onFinish)
  const shared = (): Promise<StatusSource> =>
    import('./tabs/open.js')
      .then(
        ({ openShared }) =>
          openShared({
            key,
            presenterOf,
            lingerMs,
            ports,
            loadCore,
            openStore,
            onFinish,
          }) ?? alone(),
      )
      // A connection of this tab's own is better than none.
      .catch(alone)
  stores.set(key, settings.shareAcrossTabs === false ? alone() : new LateSource(shared, onFinish))
  // As it is kept: a test's world sees who comes and goes.
  return storeFor(key)
}
