/** The report of a soak: what was run, how the client fared, and against whom. */
import { quantile } from '../measures/figures.mjs'
import { HEADER_BYTES } from '../measures/traffic.mjs'

/** Losses smaller than this share of the time are summed up. */
const LEAST_SHARE = 0.0001

/** @param sums figures by profile, as soak() gives them */
export function table(sums) {
  const profiles = Object.keys(sums)
  const rows = ROWS.map(([name, of]) => [name, ...profiles.map((profile) => of(sums[profile]))])
  return [
    aligned([['', ...profiles], ...rows]),
    notes(),
    ...profiles.map((profile) => losses(profile, sums[profile])),
    ...profiles.map((profile) => met(profile, sums[profile])),
    cells(profiles.map((profile) => sums[profile].Coverage.cells)),
  ].join('\n\n')
}

const percent = (share) => `${(100 * share).toFixed(2)} %`
const whole = (value) => Math.round(value).toLocaleString('en')
const each = (figure) => (sums) => (figure(sums) / sums.schedules).toFixed(1)
const kilobytes = (figure) => (sums) => `${(figure(sums) / sums.schedules / 1_000).toFixed(1)} kB`
const delay = (classes, share) => (sums) => `${whole(quantile(classes(sums), share))} ms`

const ROWS = [
  ['schedules', ({ schedules }) => whole(schedules)],
  ['events', ({ steps }) => whole(steps)],
  ['virtual hours', ({ virtualMs }) => whole(virtualMs / 3_600_000)],
  ['the network allowed updates', ({ Uptime }) => percent(Uptime.possibleMs / Uptime.waitingMs)],
  ['  of that, updates arrived', ({ Uptime }) => percent(Uptime.upMs / Uptime.possibleMs)],
  ['the server asked to wait', ({ Uptime }) => percent(Uptime.askedMs / Uptime.waitingMs)],
  ['requests per session', each(({ Traffic }) => Traffic.requests)],
  ['  polling every 3 s', each(({ PlainClient }) => PlainClient.requests)],
  ['bytes per session', kilobytes(({ Traffic }) => Traffic.bytes)],
  ['  polling every 3 s', kilobytes(({ PlainClient }) => PlainClient.bytes)],
  ['update latency, median', delay(({ Latency }) => Latency, 0.5)],
  ['  polling every 3 s', delay(({ PlainClient }) => PlainClient.latency, 0.5)],
  ['update latency, 99 %', delay(({ Latency }) => Latency, 0.99)],
  ['  polling every 3 s', delay(({ PlainClient }) => PlainClient.latency, 0.99)],
  ['back to the newest status, 99 %', delay((sums) => sums.Return, 0.99)],
  ['  longest', delay((sums) => sums.Return, 1)],
]

const notes = () => `\
Time counts while a user waits for updates. The network allows them while the machine is awake and a
stream or a poll, begun now, would get through; time in which the server asked to be left alone
(Retry-After, planned closes) is counted apart. Updates arrive while the client says so and its
stream is not dead in truth. Bytes are payload and ${HEADER_BYTES} bytes of HTTP headers a request; a status
that is known already is answered without a body (ETag), to both. Latency is that of updates made
while the network allowed them, from their making to their being shown. Back to the newest status is
the time from the end of the last fault.`

function losses(profile, { Uptime }) {
  const shares = Object.entries(Uptime.lostMs).map(([name, ms]) => [name, ms / Uptime.possibleMs])
  const large = shares.filter(([, share]) => share >= LEAST_SHARE).sort(([, a], [, b]) => b - a)
  const listed = large.map(([name, share]) => `${name} ${percent(share)}`)
  return `lost in ${profile}, by the last thing that went wrong: ${listed.join(', ')}`
}

function met(profile, { Coverage: { faults, episodes, actions } }) {
  const listed = (counts) =>
    Object.entries(counts)
      .sort(([, a], [, b]) => b - a)
      .map(([name, times]) => `${name} ${whole(times)}`)
      .join(', ')
  return `met in ${profile}: ${listed(faults)}; ${listed(episodes)}; ${listed(actions)}`
}

/** Which event met the machine in which state how often, over all profiles. */
function cells(counted) {
  const states = [...new Set(counted.flatMap(Object.keys))]
  const events = [...new Set(counted.flatMap((one) => Object.values(one).flatMap(Object.keys)))]
  const times = (state, event) => counted.reduce((sum, one) => sum + (one[state]?.[event] ?? 0), 0)
  const rows = events.map((event) => [event, ...states.map((state) => short(times(state, event)))])
  return aligned([['event in state', ...states], ...rows])
}

const short = (times) =>
  times === 0 ? '·' : times < 10_000 ? String(times) : `${Math.round(times / 1_000)}k`

function aligned(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)))
  const line = ([first, ...rest]) =>
    [first.padEnd(widths[0]), ...rest.map((cell, at) => cell.padStart(widths[at + 1]))].join('  ')
  return rows.map((row) => line(row).trimEnd()).join('\n')
}
