/**
 * What `npm run load` measures, in this order. `run(ground, size, tell)` gives `{ ours, peer }`; of the
 * peer only where `withPeer`. `needs: 'cluster'` are those with Redis, nginx and several processes.
 */
import { broadcast, ownSessions } from './latency.mjs'
import { churn } from './churn.mjs'
import { faults } from './faults.mjs'
import { memory } from './memory.mjs'
import { peak, polling } from './polling.mjs'
import { processes } from './processes.mjs'
import { storm } from './storm.mjs'

export const SCENARIOS = [
  { name: 'own', title: 'updates, each stream its own session', withPeer: true, run: ownSessions },
  { name: 'broadcast', title: 'one session, watched by all', withPeer: true, run: broadcast },
  { name: 'storm', title: 'new connections while others are open', withPeer: true, run: storm },
  { name: 'memory', title: 'memory of a stream, and many held', withPeer: true, run: memory },
  { name: 'polling', title: 'polls beside open streams', run: polling },
  { name: 'peak', title: 'errors at the highest rate of updates', run: peak },
  { name: 'churn', title: 'connect and leave, again and again', run: churn },
  {
    name: 'processes',
    title: 'two API processes behind nginx, against one',
    needs: 'cluster',
    run: processes,
  },
  {
    name: 'faults',
    title: 'what breaks while streams are open',
    needs: 'cluster',
    run: faults,
  },
]
