import type { ReactElement } from 'react'
import type { Reconnections } from '../api/answers'
import { SessionLink } from '../parts/SessionLink'
import { Table } from '../parts/Table'
import { useSay } from '../say'
import { Part } from './Part'
import { Nothing } from './Section'

/** When many clients came back at once. */
export function Storms({ total, told }: Reconnections['storms']): ReactElement {
  const { messages, quantities } = useSay()
  const say = messages.reconnections
  return (
    <Part title={say.storms} unit={say.stormsLead}>
      {total === 0 ? (
        <Nothing>{say.noStorms}</Nothing>
      ) : (
        <>
          <Table
            caption={say.storms}
            columns={[
              { name: say.from, cell: ({ from }) => quantities.dateTime(from) },
              {
                name: say.took,
                isFigure: true,
                cell: ({ from, to }) =>
                  quantities.duration((Date.parse(to) - Date.parse(from)) / 1000),
              },
              {
                name: say.sessions,
                isFigure: true,
                cell: ({ sessions }) => quantities.count(sessions),
              },
              {
                name: say.reconnects,
                isFigure: true,
                cell: ({ reconnects }) => quantities.count(reconnects),
              },
              { name: say.cause, cell: ({ cause }) => messages.departures[cause ?? 'unknown'] },
            ]}
            rows={told}
            rowKey={({ from }) => from}
          />
          <Told told={told.length} total={total} />
        </>
      )}
    </Part>
  )
}

/** Which sessions come back again and again. */
export function Flapping({ total, told }: Reconnections['flapping']): ReactElement {
  const { messages, quantities } = useSay()
  const say = messages.reconnections
  return (
    <Part title={say.flapping} unit={say.flappingLead}>
      {total === 0 ? (
        <Nothing>{say.noFlapping}</Nothing>
      ) : (
        <>
          <Table
            caption={say.flapping}
            columns={[
              {
                name: say.session,
                cell: ({ session_id }) => <SessionLink sessionId={session_id} />,
              },
              {
                name: say.most,
                isFigure: true,
                cell: ({ most_within_5_minutes }) => quantities.count(most_within_5_minutes),
              },
              {
                name: say.reconnects,
                isFigure: true,
                cell: ({ reconnects }) => quantities.count(reconnects),
              },
              { name: say.last, cell: ({ last_at }) => quantities.dateTime(last_at) },
            ]}
            rows={told}
            rowKey={({ session_id }) => session_id}
          />
          <Told told={told.length} total={total} />
        </>
      )}
    </Part>
  )
}

function Told({ told, total }: { told: number; total: number }): ReactElement | null {
  const { messages, quantities } = useSay()
  if (told === total) return null
  const text = messages.reconnections.told(quantities.count(told), quantities.count(total))
  return <p className="note">{text}</p>
}
