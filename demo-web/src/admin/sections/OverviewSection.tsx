import './overview.css'
import type { ReactElement } from 'react'
import { Figures } from '../parts/Figures'
import type { Overview } from '../api/answers'
import { useSay } from '../say'
import type { SectionQuestion } from './asking'
import { Part } from './Part'
import { Promises } from './Promises'
import { Section } from './Section'

const totals = [
  'sessions',
  'attempts',
  'streams_refused',
  'reconnects',
  'polls',
  'polls_refused',
  'updates',
  'conflated',
] as const

/** Who is connected now, and the figures that the service is judged by. */
export function OverviewSection({
  question,
}: {
  question: SectionQuestion<Overview>
}): ReactElement {
  const { messages, quantities } = useSay()
  const say = messages.overview
  return (
    <Section name="overview" title={say.title} question={question}>
      {(overview) => (
        <>
          <div className="now">
            <Figures
              rows={[
                {
                  name: say.streams,
                  value: quantities.count(overview.now.streams),
                  note: say.streamsOf(
                    quantities.count(overview.now.sse_sessions),
                    overview.now.sse_sessions,
                  ),
                },
                {
                  name: say.polling,
                  value: quantities.count(overview.now.polling_sessions),
                  note: say.pollingHint,
                },
              ]}
            />
          </div>
          <Promises overview={overview} />
          <Part title={say.totals.title}>
            <dl className="admin-totals">
              {totals.map((name) => (
                <div key={name} data-total={name}>
                  <dt>{say.totals[name]}</dt>
                  <dd>{quantities.count(overview[name])}</dd>
                </div>
              ))}
            </dl>
          </Part>
        </>
      )}
    </Section>
  )
}
