/** The faults: what each endpoint answers while one lasts. */

const RETRY_AFTER_S = 5

const answer = (status, type, body = '', more = {}) => ({ status, type, body, more })

const problem = (status, title, more) =>
  answer(status, 'application/problem+json', JSON.stringify({ status, title }), more)

const PAGE = '<!doctype html><title>Sign in to this network</title><p>Sign in to this network.</p>'

const UNAVAILABLE = {
  ...problem(503, 'Service Unavailable', { 'retry-after': String(RETRY_AFTER_S) }),
  retryAfterMs: 1000 * RETRY_AFTER_S,
}

/**
 * Each fault's `stream` and `status`: what is answered, `null` where the endpoint goes on as before.
 * `isCut`: the stream that is open dies as the fault begins. `ends`: the job ends at that moment, unseen.
 * `why`: Markdown.
 */
export const FAULTS = {
  401: {
    stream: problem(401, 'Unauthorized'),
    status: problem(401, 'Unauthorized'),
    isCut: true,
    why: `the sign-in has run out: both endpoints refuse. After the 20 s it is good again (the user signed in in
another tab, say, and the cookie is new), and nobody reloads the page. The page is told at that moment; who
has a place for new credentials waits for it there: \`refreshAuth\` of this package, \`headers\` of
event-source-plus. The others are left alone`,
  },
  204: {
    stream: answer(204, undefined),
    status: null,
    isCut: true,
    ends: true,
    why: `the job has ended as the stream was cut, unseen, and the stream has nothing left to say; the status
endpoint says \`completed\`. After the 20 s the stream tells the end to who still asks`,
  },
  503: {
    stream: UNAVAILABLE,
    status: UNAVAILABLE,
    isCut: true,
    why: `the service is away: both endpoints answer \`503\` with \`Retry-After: ${RETRY_AFTER_S}\``,
  },
  HTML: {
    stream: answer(200, 'text/html; charset=utf-8', PAGE),
    status: null,
    isCut: true,
    why: 'a proxy answers the stream with a page of its own, `200 text/html`; the status endpoint is well',
  },
  silence: {
    stream: 'silent',
    status: null,
    isCut: false,
    why: `nothing comes on the stream any more, not even a heartbeat, and nobody closes it: such a connection is
dead for good, after the 20 s too. New ones are as silent for the 20 s; the status endpoint is well`,
  },
  'open-and-die': {
    stream: answer(200, 'text/event-stream; charset=utf-8'),
    status: null,
    isCut: true,
    why: `each stream is answered \`200 text/event-stream\` and ends at once, empty, as behind a proxy that holds
no long answers; the status endpoint is well`,
  },
}

/** Names in the order of telling: numbers as keys would come first in an order of their own. */
export const FAULT_NAMES = ['401', '204', '503', 'HTML', 'silence', 'open-and-die']
