/** What broke, and what watchers missed of it. */
import { table } from '../markdown.mjs'

export function faultTable({ runs }) {
  const columns = {
    name: 'fault',
    streams: 'streams',
    published: 'updates',
    unpublished: 'not taken by Redis',
    reconnections: 'reconnections',
    lost: 'lost',
    duplicated: 'duplicated',
    disordered: 'out of order',
    superseded: 'passed over',
    repeated: 'said again on return',
    jobBefore: 'speech job before',
    jobWhenOver: 'when the cause was gone',
    job: 'in the end',
  }
  const rows = runs.map((run) => {
    const superseded = passedOver(run)
    return Object.keys(columns).map((key) => String({ ...run, superseded }[key]))
  })
  return [
    '## Faults, while streams are open and updates go on',
    table(Object.values(columns), rows),
    `Lost: a watcher whose last status is not its session's last, an update passed over on a healthy
connection, or a speech job that does not complete. Not taken by Redis: the publisher was refused, the
update was never published, and reached nobody; the next one says all that it said. Duplicated: twice
within a stream. Out of order: older than what the watcher had, over reconnections, too. Passed over: in
the fault, or between two streams, a newer status came in their place, which is all that a watcher needs;
between two epochs nobody can tell how many, so that changes of epoch are told instead. Said again on
return: a new stream begins with the present status, by design; its id tells the client that it has it.
The speech job: what its watcher had right before the harm, when its cause was gone, and in the end.`,
  ].join('\n\n')
}

const passedOver = ({ superseded, epochChanges }) =>
  epochChanges > 0 ? `${superseded} and ${epochChanges} changes of epoch` : superseded
