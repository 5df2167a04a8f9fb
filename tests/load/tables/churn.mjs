/** What is left of those who came and went. */
import { table } from '../markdown.mjs'
import { notBack } from '../targets.mjs'

export function churnRow(churn) {
  const left = notBack(churn)
  const found = left.length > 0 ? `not ${left.join(', ')} ✗` : 'back to base line ✓✓'
  const name = 'memory, tasks, channels, leases after churn'
  return [name, 'back to base line', '', found, '', '']
}

export function churnTable({ before, warm, after, rounds, bytesPerRound }) {
  const mb = (bytes) => `${(bytes / 2 ** 20).toFixed(1)} MB`
  const rows = [
    ['resident size', 'rss_bytes', mb],
    ['asyncio tasks', 'tasks', String],
    ['bus channels', 'channels', String],
    ['streams', 'streams', String],
    ['stream leases', 'leases', String],
    ['sockets', 'sockets', String],
    ['file descriptors', 'descriptors', String],
  ].map(([name, key, show]) => [name, show(before[key]), show(warm[key]), show(after[key])])
  const slope =
    bytesPerRound === null
      ? ''
      : ` Resident size grows by ${(bytesPerRound / 1024).toFixed(1)} KB a round after the third.`
  return [
    `## After ${rounds.length - 1} times connecting and leaving`,
    table(['', 'before', 'after 3 rounds', `after ${rounds.length - 1}`], rows),
    `What the first rounds take, Python and malloc keep for the next.${slope} Descriptors that are no sockets belong to threads: each has a connection to the database, and stays.`,
  ].join('\n\n')
}
