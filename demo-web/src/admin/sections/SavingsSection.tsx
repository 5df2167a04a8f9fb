import type { ReactElement } from 'react'
import type { Cost, Overview, Savings } from '../api/answers'
import { Table } from '../parts/Table'
import { Lengths } from '../plots/Lengths'
import { useSay } from '../say'
import type { SectionQuestion } from './asking'
import { Part } from './Part'
import { Nothing, Section } from './Section'

/** What streams cost, against what polling would have cost; comes with the overview. */
export function SavingsSection({
  question,
}: {
  question: SectionQuestion<Overview>
}): ReactElement {
  const { messages, quantities } = useSay()
  const say = messages.savings
  const savings = question.answer?.savings
  const lead =
    savings === undefined || savings.sessions === 0
      ? {}
      : { lead: say.lead(quantities.count(savings.sessions), savings.sessions) }
  return (
    <Section name="savings" title={say.title} question={question} {...lead}>
      {({ savings: found }) => (
        <>
          {found.sessions === 0 ? <Nothing>{say.empty}</Nothing> : <Compared {...found} />}
          {found.streams_lost > 0 && (
            <p className="note">{say.lost(quantities.count(found.streams_lost))}</p>
          )}
          {found.polling_sessions + found.refused_sessions > 0 && <Besides {...found} />}
        </>
      )}
    </Section>
  )
}

function Compared(found: Savings): ReactElement {
  const { messages, quantities } = useSay()
  const say = messages.savings
  const without = found.polling_bytes_without_304 / found.sessions
  return (
    <>
      <ul className="savings-sentences">
        <Sentence ratio={found.requests_ratio} less={say.requestsSaved} more={say.requestsMore} />
        <Sentence
          ratio={found.bytes_ratio}
          less={say.bytesSaved}
          more={say.bytesMore}
          meaning={say.fair}
        />
        <Sentence
          ratio={found.bytes_ratio_without_304}
          less={say.plainSaved}
          more={say.plainMore}
          meaning={say.plain}
        />
      </ul>
      <div className="section-beside">
        <Part title={say.requests} unit={say.requestsUnit}>
          <Lengths
            rows={[
              { name: say.streams, value: found.actual.requests_per_session ?? 0 },
              { name: say.polling, value: found.polling.requests_per_session ?? 0, colour: 2 },
            ]}
            write={quantities.number}
          />
        </Part>
        <Part title={say.bytes} unit={say.bytesUnit}>
          <Lengths
            rows={[
              { name: say.streams, value: found.actual.bytes_per_session ?? 0 },
              { name: say.polling, value: found.polling.bytes_per_session ?? 0, colour: 2 },
              { name: say.pollingPlain, value: without, colour: 6 },
            ]}
            write={quantities.bytes}
          />
        </Part>
      </div>
    </>
  )
}

interface SentenceProps {
  /** What was, by what polling would have cost. */
  ratio: number | null
  less: (share: string) => string
  more: (share: string) => string
  meaning?: string
}

function Sentence({ ratio, less, more, meaning }: SentenceProps): ReactElement | null {
  const { quantities } = useSay()
  if (ratio === null) return null
  return (
    <li>
      <strong>
        {ratio <= 1 ? less(quantities.percent(1 - ratio)) : more(quantities.percent(ratio - 1))}
      </strong>
      {meaning !== undefined && <span>{meaning}</span>}
    </li>
  )
}

function Besides(found: Savings): ReactElement {
  const { messages, quantities } = useSay()
  const say = messages.savings
  const rows: { name: string; sessions: number; cost: Cost }[] = [
    { name: say.byChoice, sessions: found.polling_sessions, cost: found.polling_actual },
    { name: say.refused, sessions: found.refused_sessions, cost: found.refused_actual },
  ].filter(({ sessions }) => sessions > 0)
  return (
    <Part title={say.besides}>
      <Table
        caption={say.besides}
        columns={[
          { name: say.what, cell: ({ name }) => name },
          {
            name: say.sessions,
            isFigure: true,
            cell: ({ sessions }) => quantities.count(sessions),
          },
          {
            name: say.requestsEach,
            isFigure: true,
            cell: ({ cost }) => quantities.number(cost.requests_per_session ?? 0),
          },
          {
            name: say.bytesEach,
            isFigure: true,
            cell: ({ cost }) => quantities.bytes(cost.bytes_per_session ?? 0),
          },
        ]}
        rows={rows}
        rowKey={({ name }) => name}
      />
    </Part>
  )
}
