import { loadCore } from '../../../../js-bindings/dist/core/loader.js'

/** The core's sessions that were opened and not closed, by their handles. */
export const sessions = new Set<number>()

/** Count the sessions of the one core that this page shares with the package. */
export async function countSessions(): Promise<void> {
  const core = await loadCore()
  const { openSession, closeSession } = core
  core.openSession = (policy, seed) => {
    const handle = openSession(policy, seed)
    sessions.add(handle)
    return handle
  }
  core.closeSession = (handle) => {
    sessions.delete(handle)
    closeSession(handle)
  }
}
