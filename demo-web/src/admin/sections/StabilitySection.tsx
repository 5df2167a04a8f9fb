import { useState, type ReactElement } from 'react'
import type { Order, SessionStability, StabilityPage } from '../api/answers'
import { Choice } from '../parts/Choice'
import { SessionLink } from '../parts/SessionLink'
import { Table } from '../parts/Table'
import { nameOf } from '../period'
import { useSay } from '../say'
import { useSection, type Look } from './asking'
import { Remarks } from './Remarks'
import { Nothing, Section } from './Section'

const pageLength = 25

/** The sessions, as the service sorts them, page by page. */
export function StabilitySection({ look }: { look: Look }): ReactElement {
  const { messages, quantities } = useSay()
  const say = messages.stability
  const [order, setOrder] = useState<Order>('worst')
  const [page, setPage] = useState({ of: '', offset: 0 })
  // Another period or order begins at its first page.
  const of = `${nameOf(look.period)} ${order}`
  const offset = page.of === of ? page.offset : 0
  const question = useSection<StabilityPage>('sessions', look, {
    sort: order,
    limit: pageLength,
    offset,
  })
  return (
    <Section name="stability" title={say.title} lead={say.lead} question={question}>
      {({ sessions, total }) =>
        total === 0 && offset === 0 ? (
          <Nothing>{say.empty}</Nothing>
        ) : (
          <>
            <Choice
              label={say.order}
              name="order"
              options={(['worst', 'newest'] as const).map((value) => ({
                value,
                name: say.orders[value],
              }))}
              chosen={order}
              onChoose={setOrder}
            />
            <Table
              caption={say.table}
              columns={columnsIn({ messages, quantities })}
              rows={sessions}
              rowKey={({ session_id }) => session_id}
            />
            <Pages
              offset={offset}
              shown={sessions.length}
              total={total}
              onTurn={(to) => {
                setPage({ of, offset: to })
              }}
            />
          </>
        )
      }
    </Section>
  )
}

function columnsIn({
  messages,
  quantities,
}: Pick<ReturnType<typeof useSay>, 'messages' | 'quantities'>) {
  const say = messages.stability
  const figures = [
    [say.breaks, 'breaks'],
    [say.reconnects, 'reconnects'],
    [say.refusals, 'refusals'],
    [say.streams, 'streams'],
    [say.polls, 'polls'],
  ] as const
  return [
    {
      name: say.session,
      cell: ({ session_id }: SessionStability) => <SessionLink sessionId={session_id} />,
    },
    { name: say.notes, cell: (session: SessionStability) => <Remarks session={session} /> },
    { name: say.last, cell: ({ last_at }: SessionStability) => quantities.dateTime(last_at) },
    ...figures.map(([name, field]) => ({
      name,
      isFigure: true,
      cell: (session: SessionStability) => quantities.count(session[field]),
    })),
    {
      name: say.watched,
      isFigure: true,
      cell: ({ watched_s }: SessionStability) => quantities.duration(watched_s),
    },
    {
      name: say.uptime,
      isFigure: true,
      cell: ({ uptime_ratio }: SessionStability) =>
        uptime_ratio === null ? '–' : quantities.percent(uptime_ratio),
    },
  ]
}

interface PagesProps {
  offset: number
  shown: number
  total: number
  onTurn: (offset: number) => void
}

function Pages({ offset, shown, total, onTurn }: PagesProps): ReactElement | null {
  const { messages, quantities } = useSay()
  const say = messages.stability
  if (total <= pageLength && offset === 0) return null
  const [first, last, all] = [offset + 1, offset + shown, total].map(quantities.count)
  const isFirst = offset === 0
  const isLast = offset + shown >= total
  return (
    <nav className="admin-turning" aria-label={say.pages}>
      {/* Never disabled for good: a button that goes would take the focus with it. */}
      <button
        type="button"
        className="button quiet"
        aria-disabled={isFirst}
        onClick={() => {
          if (!isFirst) onTurn(Math.max(0, offset - pageLength))
        }}
      >
        {say.previous}
      </button>
      <p role="status">{say.shown(first ?? '', last ?? '', all ?? '')}</p>
      <button
        type="button"
        className="button quiet"
        aria-disabled={isLast}
        onClick={() => {
          if (!isLast) onTurn(offset + pageLength)
        }}
      >
        {say.next}
      </button>
    </nav>
  )
}
