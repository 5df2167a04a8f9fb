/** How fast event streams are parsed: the core's parser beside others', and all the way to statuses. */
import { fileURLToPath } from 'node:url'
import { run as runProgram } from '../../../toolchain/run/command.mjs'
import { table } from '../../load/markdown.mjs'
import { inTurns, spread } from '../rounds.mjs'
import { labelOf, PARSERS } from './parsers.mjs'
import { PATHS } from './paths.mjs'
import { STREAMS, streamOf } from './streams.mjs'

const CHILD = fileURLToPath(new URL('child.mjs', import.meta.url))

const CONTESTS = { parsers: PARSERS, paths: PATHS }

export const parsing = {
  name: 'parsing',
  title: 'Parsing event streams',
  packages: Object.keys(PARSERS).filter((name) => !PARSERS[name].label),

  /** `{ streams: { name: { bytes, events } }, parsers, paths }`, of these each contestant's rounds. */
  async run({ peers, rounds, print }) {
    const found = { streams: sizes() }
    for (const [what, contestants] of Object.entries(CONTESTS)) {
      found[what] = await inTurns(Object.keys(contestants), rounds, async (name, round) => {
        const output = await runProgram(process.execPath, [CHILD, what, name, peers], {
          stdoutOnly: true,
        })
        if (round === rounds - 1) print(`${what}: ${name}`)
        return JSON.parse(output)
      })
    }
    return found
  },

  /** Markdown. */
  report: (found) =>
    [
      `${PARSERS_ARE} MB/s, and events a second:`,
      comparison(found, 'parsers'),
      `${PATHS_ARE} MB/s, and how many of the statuses the app gets:`,
      comparison(found, 'paths'),
      whereItGoes(found),
      NOTES,
    ].join('\n\n'),

  /** On each stream, the core's parser is to be no slower than the fastest other. */
  aims: (found) =>
    Object.keys(found.streams).map((stream) => {
      const { name, ratio } = fastestPeer(found, stream)
      return {
        what: `(e) parsing, ${STREAMS[stream].label}`,
        aim: '≥ 1 × the fastest',
        measured: `${ratio.toFixed(2)} × ${name}`,
        isMet: ratio >= 1,
        reason: reasonOf(found, stream, name),
      }
    }),

  headlines: (found) =>
    ['reads', 'wire'].map((stream) => {
      const { bytes } = found.streams[stream]
      const { name } = fastestPeer(found, stream)
      const speed = (one) =>
        Math.round(megabytes(bytes, milliseconds(found, 'parsers', one, stream).median))
      return [
        `parsing an event stream, ${STREAMS[stream].label}`,
        `${speed('ours')} MB/s`,
        `${speed(name)} MB/s with ${name}`,
      ]
    }),

  plots: (found) =>
    Object.entries(found.streams).map(([stream, { bytes }]) => ({
      title: STREAMS[stream].label,
      unit: 'MB/s',
      scale: 'linear',
      aim: null,
      rows: Object.entries(found.parsers)
        .filter(([name]) => !PARSERS[name].isFloor)
        .map(([name, measured]) => ({
          label: labelOf(name),
          values: measured.map((round) => megabytes(bytes, round[stream].ms)),
          isOurs: ['ours', 'plain'].includes(name),
        })),
    })),
}

const sizes = () =>
  Object.fromEntries(
    Object.entries(STREAMS).map(([name, told]) => {
      const { bytes, events } = streamOf(told)
      return [name, { bytes, events: events.length }]
    }),
  )

const milliseconds = (found, what, name, stream) =>
  spread(found[what][name].map((round) => round[stream].ms))

const megabytes = (bytes, ms) => bytes / ms / 1000

function fastestPeer(found, stream) {
  const median = (name) => milliseconds(found, 'parsers', name, stream).median
  const [name] = parsing.packages.toSorted((one, other) => median(one) - median(other))
  return { name, ratio: median(name) / median('ours') }
}

/** By a profile of each run: what the core's parser does that its peer does not, and what both do. */
function reasonOf(found, stream, peer) {
  const share = (part) => shareOf(found, 'parsers', stream, part)
  const ratio = (name) =>
    milliseconds(found, 'parsers', name, stream).median /
    milliseconds(found, 'parsers', peer, stream).median
  return (
    `of ours ${share('webAssembly')} % is the parser in WebAssembly, ${share('textDecoder')} % TextDecoder, ` +
    `the rest the way in and out; ${peer} parses the text that TextDecoder makes (alone it takes ` +
    `${ratio('decoder').toFixed(2)} × as long as both), and cuts it up without copying`
  )
}

/** Per cent of our own time. */
const shareOf = (found, what, stream, part) =>
  Math.round(100 * spread(found[what].ours.map((round) => round[stream].profile[part])).median)

function whereItGoes(found) {
  const [wire, reads] = ['wire', 'reads'].map((stream) =>
    shareOf(found, 'paths', stream, 'webAssembly'),
  )
  return (
    `Of this package's time, ${wire} % (a status a chunk) and ${reads} % (chunks of 16 KB) is spent in ` +
    'WebAssembly, most of it on reading JSON to check each status, which `JSON.parse` reads again if it is ' +
    'shown; the rest is the store, and the snapshot that it makes of each.'
  )
}

function comparison(found, what) {
  const streams = Object.keys(Object.values(found[what])[0][0])
  const rows = Object.keys(found[what]).map((name) => [
    `${labelOf(name)}${PARSERS[name].isStream ? '*' : ''}`,
    ...streams.map((stream) => cell(found, what, name, stream)),
  ])
  return table(['', ...streams.map((stream) => STREAMS[stream].label)], rows)
}

function cell(found, what, name, stream) {
  const { bytes, events } = found.streams[stream]
  const { median, least, most } = milliseconds(found, what, name, stream)
  const [usual, worst, best] = [median, most, least].map((ms) => Math.round(megabytes(bytes, ms)))
  const given = found[what][name][0][stream].given
  const more =
    what === 'paths'
      ? `${given} of ${events}`
      : `${Math.round((1000 * events) / median).toLocaleString('en')}/s`
  return `${usual} (${worst}–${best}), ${more}`
}

const PARSERS_ARE = 'From bytes to name, data and id of each event:'

const PATHS_ARE = `From bytes to the statuses that an app gets; the parsers with \`JSON.parse\`, this package
with its whole store, which checks, orders and counts them, and shows the newest once a frame (here: a chunk):`

const NOTES = `Node, a process for each contestant and round, by turns; each stream is parsed for a while before it is
timed, and what came out is checked. All get the same chunks of bytes; parsers of text get them through
\`TextDecoder\` with \`stream: true\`. * These are made of web streams, and are measured with them.`
