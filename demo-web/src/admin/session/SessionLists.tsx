import type { ReactElement } from 'react'
import type { SessionHistory } from '../api/answers'
import { Coded } from '../parts/Coded'
import { Table, type TableColumn } from '../parts/Table'
import { useSay } from '../say'
import { Nothing } from '../sections/Section'

/** Each stream, refusal, minute of polls and report of a session, newest first. */
export function SessionLists({ history }: { history: SessionHistory }): ReactElement {
  const { messages, quantities } = useSay()
  const say = messages.session
  const { count, bytes, dateTime, moment, time, duration, percent } = quantities
  return (
    <>
      <List
        title={say.streams}
        total={history.totals.streams}
        rows={history.streams}
        rowKey={({ id }) => id}
        columns={[
          { name: say.opened, cell: ({ opened_at }) => moment(opened_at) },
          {
            name: say.lasted,
            isFigure: true,
            cell: ({ opened_at, closed_at }) =>
              closed_at === null
                ? say.stillOpen
                : duration((Date.parse(closed_at) - Date.parse(opened_at)) / 1000),
          },
          {
            name: say.ended,
            cell: ({ reason }) => (reason === null ? say.unknown : messages.departures[reason]),
          },
          { name: say.resumed, cell: ({ is_resumed }) => (is_resumed ? say.yes : say.no) },
          { name: say.updates, isFigure: true, cell: ({ updates }) => count(updates) },
          { name: say.conflated, isFigure: true, cell: ({ conflated }) => count(conflated) },
          { name: say.bytes, isFigure: true, cell: (stream) => bytes(stream.bytes) },
        ]}
      />
      <List
        title={say.refusals}
        total={history.totals.refusals}
        rows={history.refusals}
        rowKey={({ minute, transport, http_status, code }) =>
          `${minute} ${transport} ${http_status} ${code}`
        }
        columns={[
          { name: say.refusedAt, cell: ({ minute }) => dateTime(minute) },
          {
            name: messages.failures.answer,
            cell: ({ http_status, code }) => (
              <code dir="ltr">{`${http_status} ${code}`.trim()}</code>
            ),
          },
          {
            name: messages.failures.transport,
            cell: ({ transport }) => messages.transports[transport],
          },
          { name: say.times, isFigure: true, cell: ({ times }) => count(times) },
          { name: say.bytes, isFigure: true, cell: (refusal) => bytes(refusal.bytes) },
        ]}
      />
      <List
        title={say.polls}
        total={history.totals.polls}
        rows={history.polls}
        rowKey={({ minute }) => minute}
        columns={[
          { name: say.minute, cell: ({ minute }) => dateTime(minute) },
          { name: say.requests, isFigure: true, cell: ({ requests }) => count(requests) },
          { name: say.unchanged, isFigure: true, cell: ({ unchanged }) => count(unchanged) },
          { name: say.bytes, isFigure: true, cell: (polls) => bytes(polls.bytes) },
        ]}
      />
      <List
        title={say.reports}
        total={history.totals.reports}
        rows={history.reports}
        rowKey={({ connection_id }) => connection_id}
        columns={[
          {
            name: say.connection,
            cell: ({ connection_id }) => (
              <code dir="ltr" title={connection_id}>
                {connection_id.slice(0, 8)}
              </code>
            ),
          },
          { name: say.reportedAt, cell: ({ last_at }) => time(last_at) },
          {
            name: say.state,
            cell: ({ state, reason }) => (
              <>
                <Coded code={state} words={messages.states} />
                {' ('}
                <Coded code={reason} words={messages.occasions} />
                {')'}
              </>
            ),
          },
          {
            name: say.mode,
            cell: ({ mode, fallback_reason: reason }) => (
              <>
                {mode === null ? say.unknown : <Coded code={mode} words={messages.transports} />}
                {reason !== null && (
                  <>
                    {': '}
                    <Coded code={reason} words={messages.fallbackReasons} />
                  </>
                )}
              </>
            ),
          },
          {
            name: say.connected,
            isFigure: true,
            cell: ({ metrics }) => percent(metrics.uptimeRatio),
          },
          { name: say.updates, isFigure: true, cell: ({ metrics }) => count(metrics.updates) },
          { name: say.requests, isFigure: true, cell: ({ metrics }) => count(metrics.requests) },
          {
            name: say.failures,
            isFigure: true,
            cell: ({ metrics }) =>
              count(Object.values(metrics.failures).reduce((sum, failed) => sum + failed, 0)),
          },
          { name: say.bytes, isFigure: true, cell: ({ metrics }) => bytes(metrics.bytes) },
        ]}
      />
    </>
  )
}

interface ListProps<Row> {
  title: string
  total: number
  rows: readonly Row[]
  rowKey: (row: Row) => string
  columns: readonly TableColumn<Row>[]
}

function List<Row>({ title, total, rows, rowKey, columns }: ListProps<Row>): ReactElement {
  const { messages, quantities } = useSay()
  return (
    // The table in it is a region of that name already.
    <div className="admin-section card">
      <h2>{title}</h2>
      {rows.length === 0 ? (
        <Nothing>{messages.session.none}</Nothing>
      ) : (
        <Table caption={title} columns={columns} rows={rows} rowKey={rowKey} />
      )}
      {rows.length < total && (
        <p className="note">
          {messages.session.newest(quantities.count(rows.length), quantities.count(total))}
        </p>
      )}
    </div>
  )
}
