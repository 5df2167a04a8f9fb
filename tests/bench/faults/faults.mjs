/** What becomes of a page when its stream, or its service, fails: this package and its peers. */
import { join } from 'node:path'
import { table } from '../../load/markdown.mjs'
import { withPages } from '../ground/pages.mjs'
import { CONTESTANTS, PACKAGES, contestantsIn } from './contestants.mjs'
import { BEFORE_S, FAULT_S, HORIZON_S, TRUE_FOR_S, measure } from './measure.mjs'
import { FAULTS, FAULT_NAMES } from './table.mjs'
import { verdicts } from './verdicts.mjs'

/** At the same time: as many pages as two cores can do, all but idle, and the run is over in five minutes. */
const SETS = [
  ['401', '204', '503'],
  ['HTML', 'silence', 'open-and-die'],
]

export const faults = {
  name: 'faults',
  title: `Faults of ${FAULT_S} s`,
  packages: PACKAGES,

  /** `{ FAULT: { CONTESTANT: figures } }`; one round, whatever `rounds` says: it is timers that are seen. */
  run({ executablePath, peers, print }) {
    const page = {
      root: join(import.meta.dirname, 'page'),
      executablePath,
      peers,
      packages: PACKAGES,
    }
    return withPages(page, async (browser, _, folder) => {
      const found = {}
      for (const set of SETS) {
        await Promise.all(
          set.map(async (fault) => {
            found[fault] = await measure(browser, folder, fault)
            const { ours } = found[fault]
            print(`${fault}: seconds ${seconds(ours)}, requests ${requests(ours)}`)
          }),
        )
      }
      return found
    })
  },

  report: (found) =>
    [
      `Seconds from the fault's beginning until the page shows a true status again:`,
      columns(found, seconds, (figures) => Math.round(10 * figures.seconds)),
      `Requests in the ${FAULT_S} s of the fault, to both endpoints:`,
      columns(found, requests, (figures) => figures.requests),
      NOTES,
    ].join('\n\n'),

  aims: verdicts,

  headlines: (found) => {
    const met = (all) => all.filter(({ isMet }) => isMet).length
    const told = (name) => FAULT_NAMES.map((fault) => `${seconds(found[fault][name])}`).join(', ')
    return [
      [
        `seconds to a true status in faults of ${FAULT_S} s: ${FAULT_NAMES.join(', ')}`,
        `${told('ours')}; first in ${met(verdicts(found))} of ${FAULT_NAMES.length}`,
        `${told('plain')} with \`EventSource\` + \`setState\``,
      ],
    ]
  },

  plots: (found) =>
    FAULT_NAMES.map((fault) => ({
      title: fault,
      unit: `seconds until a true status; the fault lasts ${FAULT_S}`,
      scale: 'linear',
      aim: null,
      rows: contestantsIn(fault).map((name) => ({
        label: CONTESTANTS[name].title.replaceAll('`', ''),
        values: [found[fault][name].seconds],
        isOurs: name.startsWith('ours'),
      })),
    })),
}

/** A row for each contestant, a column for each fault; the least of those that came back is bold. */
function columns(found, told, figure) {
  const cell = (name) => (fault) => {
    const figures = found[fault][name]
    if (figures === undefined) return ''
    const isBest = figures.seconds !== null && figure(figures) === least(found[fault], figure)
    return isBest ? `**${told(figures)}**` : told(figures)
  }
  const rows = Object.keys(CONTESTANTS).map((name) => [
    CONTESTANTS[name].title,
    ...FAULT_NAMES.map(cell(name)),
  ])
  return table(['', ...FAULT_NAMES.map((fault) => `\`${fault}\``)], rows)
}

const least = (found, figure) =>
  Math.min(
    ...Object.values(found)
      .filter(({ seconds: at }) => at !== null)
      .map(figure),
  )

const hasGivenUp = ({ seconds, asksStill }) => seconds === null && !asksStill

function seconds(figures) {
  if (hasGivenUp(figures)) return 'never'
  return figures.seconds === null ? `> ${HORIZON_S}` : figures.seconds.toFixed(1)
}

const requests = ({ requests: all, tooSoon }) =>
  `${all}${tooSoon > 0 ? ` (${tooSoon} too soon)` : ''}`

const NOTES = `Chromium; a page in a browser context of its own and a server of its own for each contestant, all of them at
the same time, one round: what is seen is timers, and polls come when they come. A job's status is published
each second. Every page has shown it for ${BEFORE_S} s when, at 0, the stream is cut and the fault begins. A status
is true for ${TRUE_FOR_S} s after it was published, the last one for ever; what was shown before 0 does not
count. Looked at for ${HORIZON_S} s. What happens meanwhile:

${FAULT_NAMES.map((fault) => `- \`${fault}\`: ${FAULTS[fault].why}.`).join('\n')}

*Never*: it asks for nothing any more, so that only a reload helps, or the app. *Too soon*: before the
\`Retry-After\` of the last answer had passed; a native \`EventSource\` does not tell of it. *First* is whoever shows a
true status and is not outrun: by nobody who is sooner, by more than 0.5 s and 10 %, with no more requests. The soonest
is named in any case. Polls without a stream outrun nobody where the stream alone is hit: to them there is no fault.

This package holds its defaults; with \`fetch\` it hears the stream's \`retry: 3000\`, which a native \`EventSource\`
keeps to itself, and waits from 3 s on before it tries again, not from 1 s: where the stream alone is hit, its polls
begin later. Peers are set up as their READMEs show. fetch-event-source by itself ends with the stream; here its
\`onclose\` throws, as in its README's error handling, which is the other row. launchdarkly-eventsource is missing: its
build for browsers throws as it is made (\`URL is not a constructor\`).`
