/**
 * Whose page it is, by the name that the page is asked for. `kind` is 'ours', 'stream', or 'polling' of
 * those that hold no stream; a 'variant' is shown but not judged. `only` names the one fault in which it
 * differs.
 */
export const CONTESTANTS = {
  ours: { title: 'this package', kind: 'ours' },
  'ours-fetch': { title: 'this package (`fetch`)', kind: 'variant' },
  'ours-alone': { title: 'this package (no `refreshAuth`)', kind: 'variant', only: '401' },
  plain: { title: 'plain `EventSource` hook', kind: 'stream' },
  'fetch-event-source': { title: 'fetch-event-source', kind: 'stream' },
  'fetch-event-source-readme': { title: 'fetch-event-source (README)', kind: 'stream' },
  eventsource: { title: 'eventsource', kind: 'stream' },
  'eventsource-client': { title: 'eventsource-client', kind: 'stream' },
  'reconnecting-eventsource': { title: 'reconnecting-eventsource', kind: 'stream' },
  'event-source-plus': { title: 'event-source-plus', kind: 'stream' },
  'event-source-polyfill': { title: 'event-source-polyfill', kind: 'stream' },
  'extended-eventsource': { title: 'extended-eventsource', kind: 'stream' },
  'sse.js': { title: 'sse.js', kind: 'stream' },
  polling: { title: 'polling every 3 s', kind: 'polling' },
  'react-query': { title: 'react-query every 3 s', kind: 'polling' },
}

/** Packages of theirs. */
export const PACKAGES = [
  '@microsoft/fetch-event-source',
  '@tanstack/react-query',
  'event-source-plus',
  'event-source-polyfill',
  'eventsource',
  'eventsource-client',
  'extended-eventsource',
  'reconnecting-eventsource',
  'sse.js',
]

/** Those that take part in `fault`. */
export const contestantsIn = (fault) =>
  Object.keys(CONTESTANTS).filter((name) => (CONTESTANTS[name].only ?? fault) === fault)
