import { loadCore, settingsOf, Store } from './dist.mjs'
import { settled } from './world.mjs'

/** A store with one user, started. `seen` collects what the user was told. */
export async function follow(world, options = {}, load = loadCore) {
  const seen = { changes: 0, transitions: [], diagnostics: [], finished: 0 }
  const store = new Store(settingsOf('job', options), world.ports, load, () => seen.finished++)
  const observer = {
    changed: () => seen.changes++,
    options: () => ({
      onTransition: ({ from, to }) => seen.transitions.push(`${from} → ${to}`),
      onDiagnostic: (diagnostic) => seen.diagnostics.push(diagnostic),
    }),
  }
  store.acquire(observer)
  await loadCore().catch(() => undefined)
  await settled()
  return { store, observer, seen }
}
