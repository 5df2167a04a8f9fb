/** What is left of those who came and went. */
import { table } from '../markdown.mjs'
import { isAsBefore, LEFT_PER_STREAM, notBack } from '../remains.mjs'

export function churnRow(churn) {
  const name = 'memory, tasks, channels, leases, descriptors after churn'
  const aim = `growth below ${LEFT_PER_STREAM.toFixed(0)} bytes a stream`
  return [name, aim, 'back to base line', verdict(churn), '', '']
}

function verdict(churn) {
  const left = notBack(churn)
  const growth = churn.bytesPerRound === null ? '' : ` (${kilobytes(churn.bytesPerRound)} a round)`
  if (left.length > 0) return `not ${left.join(', ')}${growth} ✗`
  if (isAsBefore(churn)) return 'back to base line ✓✓'
  return growth ? `level after warm-up${growth} ✓` : 'memory not judged: too few rounds'
}

const kilobytes = (bytes) => `${bytes < 0 ? '' : '+'}${(bytes / 1024).toFixed(1)} KB`

export function churnTable({ before, half, after, rounds, bytesPerRound, streams }) {
  const mb = (bytes) => `${(bytes / 2 ** 20).toFixed(1)} MB`
  const rows = [
    ['resident size', 'rss_bytes', mb],
    ['asyncio tasks', 'tasks', String],
    ['bus channels', 'channels', String],
    ['streams', 'streams', String],
    ['stream leases', 'leases', String],
    ['descriptors: sockets', 'sockets', String],
    ["descriptors: the databases' files", 'databases', String],
    ['descriptors: others', 'others', String],
  ].map(([name, key, show]) => [name, show(before[key]), show(half[key]), show(after[key])])
  const last = rounds.length - 1
  const growth =
    bytesPerRound === null
      ? ''
      : ` Over the later half of the rounds resident size grows by ${kilobytes(bytesPerRound)} a round of ` +
        `${streams.toLocaleString('en')} streams, ${(bytesPerRound / streams).toFixed(0)} bytes a stream; ` +
        `at most ${LEFT_PER_STREAM.toFixed(0)} may stay, a hundredth of the aim for an open one.`
  return [
    `## After ${last} times connecting and leaving`,
    table(['', 'before', `after ${Math.ceil(last / 2)}`, `after ${last}`], rows),
    `What the first rounds take, Python and malloc keep for the next.${growth} A database's files are open
once for each thread that has used it (a thread keeps its connection), and the number of threads has a
bound; of the other descriptors none may be left.`,
  ].join('\n\n')
}
