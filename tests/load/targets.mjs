/** What is asked of the service, and the measured figures beside it. */
import { worst } from './scenarios/errors.mjs'

const ms = (value) => ({ value, text: `${value < 10 ? value.toFixed(2) : value.toFixed(0)} ms` })
const kilobytes = (bytes) => ({ value: bytes / 1024, text: `${(bytes / 1024).toFixed(1)} KB` })
const count = (value) => ({ value, text: value.toLocaleString('en') })
const percent = (part) => ({
  value: part * 100,
  text: `${part === 0 ? 0 : (part * 100).toFixed(3)} %`,
})

/**
 * One row each: `measure` takes what a scenario found of one contestant and gives `{ value, text }`.
 * `least` and `aim` are bounds of `value`: upper ones, but for what is `more`. A figure is of those that did not
 * fail, unless it `countsFailures`.
 */
export const TARGETS = [
  {
    figure: 'streams held by one process, none dropped',
    scenario: 'memory',
    least: 1000,
    aim: 5000,
    unit: '',
    more: true,
    measure: ({ held, behind }) => count(held - behind),
  },
  {
    figure: 'update latency p99, 1,000 streams, each its own session',
    scenario: 'own',
    least: 20,
    aim: 1,
    unit: ' ms',
    measure: ({ latencyMs }) => ms(latencyMs.p99),
  },
  {
    figure: 'one session watched by 1,000, p99',
    scenario: 'broadcast',
    least: 100,
    aim: 25,
    unit: ' ms',
    measure: ({ latencyMs }) => ms(latencyMs.p99),
  },
  {
    figure: 'first byte p99 at 300 new connections/s, 1,000 open',
    scenario: 'storm',
    least: 100,
    aim: 65,
    unit: ' ms',
    measure: ({ firstByteMs }) => ms(firstByteMs.p99),
  },
  {
    figure: 'memory per stream (slope from 1,000 to 5,000)',
    scenario: 'memory',
    least: 30,
    aim: 18,
    unit: ' KB',
    measure: ({ bytesPerStream }) => kilobytes(bytesPerStream),
  },
  {
    figure: 'polling p99 with 1,000 streams open',
    scenario: 'polling',
    least: 10,
    aim: 1.5,
    unit: ' ms',
    measure: ({ pollMs }) => ms(pollMs.p99),
  },
  {
    figure:
      'updates lost on a healthy connection or not made good after, duplicated, out of order, over all fault runs',
    scenario: 'faults',
    least: 0,
    aim: 0,
    unit: '',
    measure({ lost, duplicated, disordered, unpublished }) {
      const { value, text } = count(lost + duplicated + disordered)
      const untaken = `, besides ${unpublished} that Redis did not take, published to nobody`
      return { value, text: unpublished > 0 ? text + untaken : text }
    },
  },
  {
    figure: 'errors at 100 streams and peak publish rate: of streams, deliveries, polls, the worst',
    scenario: 'peak',
    countsFailures: true,
    least: 0.1,
    aim: 0,
    unit: ' %',
    measure({ errorRates }) {
      const kind = worst(errorRates)
      const { value, text } = percent(errorRates[kind])
      return { value, text: value > 0 ? `${text} of ${kind}` : text }
    },
  },
]

/** `aim`, `at least` or `missed`. */
export function verdict({ least, aim, more }, value) {
  const meets = (bound) => (more ? value >= bound : value <= bound)
  if (meets(aim)) return 'aim'
  return meets(least) ? 'at least' : 'missed'
}
