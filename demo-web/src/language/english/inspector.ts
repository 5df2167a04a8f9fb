export const inspector = {
  heading: 'Connection inspector',
  loading: 'Loading the inspector…',
  notLoaded: 'The inspector could not be loaded. Load the page again to try once more.',
  lead: 'For this session only. Choose one and watch the state and the timeline.',
  faults: {
    well: {
      name: 'Well again',
      effect: 'The server behaves. A probe finds that out, and real-time updates come back.',
    },
    cut: {
      name: 'Cut',
      effect:
        'Each stream ends right after it has opened. Expect three failed attempts, then polling.',
    },
    swallow: {
      name: 'Swallow',
      effect:
        'Streams open and bring nothing, as behind a proxy that collects them. Expect silence to be noticed, and one request to bridge the gap.',
    },
    slow: {
      name: 'Slow',
      effect: 'Each event comes 5 s late. Expect no failure: the newest status comes, less often.',
    },
    unavailable: {
      name: '503, Retry-After 10 s',
      effect:
        'Streams and polls are refused. Expect nothing to be asked until the 10 s are over, each time.',
    },
    silence: {
      name: 'Silence',
      effect:
        'Two heartbeats, one second apart, then nothing. Expect the cadence to be learnt, and silence to be noticed much sooner than without.',
    },
    restart: {
      name: 'Restart',
      effect:
        'All streams drop, and for 5 s the server answers 502; it heals by itself. Expect a retry or two, and no fallback that lasts.',
    },
  },
}
