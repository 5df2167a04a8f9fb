/** How much is asked of the service. */

/** `npm run load`. Seconds are of one round; a contestant has as many rounds in each scenario. */
export const FULL = {
  streams: 1000,
  few: 100,
  rounds: 3,
  seconds: 5,
  /** Updates a second over all sessions: each of 1,000 jobs tells something every two seconds. */
  ownPerSecond: 500,
  /** Of the one session that all watch. */
  broadcastPerSecond: 2,
  /** As often as one job publishes at most: `SHORTEST_INTERVAL_S` of jobs/pace.py. */
  jobPerSecond: 10,
  stormPerSecond: 300,
  /** Updates a second to those who sit through a storm, or beside polls. */
  besidePerSecond: 100,
  pollsPerSecond: 50,
  memorySteps: [1000, 2000, 3000, 4000, 5000],
  heldPerSecond: 500,
  /** More than a heartbeat (15 s) of each stream. */
  heldSeconds: 20,
  churnRounds: 15,
  cluster: { sessions: 20, watchers: 50, seconds: 6, rates: [160, 320, 640, 1280], rounds: 2 },
  faults: {
    kinds: ['redis-stopped', 'redis-hung', 'worker-killed', 'api-killed'],
    streams: 200,
    perSecond: 100,
    /** How often the recording is joined to itself: its work is to outlast an outage. */
    speech: 3,
    beforeS: 2,
    afterS: 6,
  },
}

/** `--quick`: whether it all works, and no figure worth having. */
export const QUICK = {
  streams: 20,
  few: 10,
  rounds: 1,
  seconds: 1,
  ownPerSecond: 50,
  broadcastPerSecond: 2,
  jobPerSecond: 10,
  stormPerSecond: 20,
  besidePerSecond: 10,
  pollsPerSecond: 10,
  memorySteps: [10, 20, 30],
  heldPerSecond: 20,
  heldSeconds: 1,
  churnRounds: 2,
  cluster: { sessions: 4, watchers: 5, seconds: 1, rates: [20], rounds: 1 },
  faults: {
    kinds: ['worker-killed', 'api-killed'],
    streams: 8,
    perSecond: 8,
    speech: 1,
    beforeS: 1,
    afterS: 1,
  },
}
