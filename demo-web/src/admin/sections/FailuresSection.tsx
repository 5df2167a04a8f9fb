import type { ReactElement } from 'react'
import type { Failures, FailuresByCause } from '../api/answers'
import { Table } from '../parts/Table'
import { Lengths } from '../plots/Lengths'
import { useSay } from '../say'
import { useSection, type Look } from './asking'
import { Part } from './Part'
import { Nothing, Section } from './Section'

const causes: readonly (keyof Failures)[] = [
  'error',
  'refused',
  'connect_timeout',
  'silence',
  'died_young',
  'status',
]

/** What went wrong: as clients saw it, as streams ended, and as the service answered. */
export function FailuresSection({ look }: { look: Look }): ReactElement {
  const { messages, quantities } = useSay()
  const say = messages.failures
  const question = useSection<FailuresByCause>('failures', look)
  return (
    <Section name="failures" title={say.title} question={question}>
      {({ reported, ends, breaks, refusals }) => {
        const found = causes
          .map((cause) => ({ name: say.causes[cause], value: reported.failures[cause] }))
          .filter(({ value }) => value > 0)
          .sort((one, other) => other.value - one.value)
        return (
          <>
            <div className="section-beside">
              <Part title={say.reported} unit={say.reportedUnit}>
                {found.length === 0 ? (
                  <Nothing>{say.noReports}</Nothing>
                ) : (
                  <Lengths rows={found} write={quantities.count} />
                )}
              </Part>
              <Part title={say.ends} unit={say.endsUnit}>
                {ends.length === 0 ? (
                  <Nothing>{say.noEnds}</Nothing>
                ) : (
                  <>
                    <Lengths
                      rows={ends.map(({ reason, streams }) => ({
                        name: messages.departures[reason],
                        value: streams,
                        colour: 2,
                      }))}
                      write={quantities.count}
                    />
                    <p className="note">{say.breaks(quantities.count(breaks))}</p>
                  </>
                )}
              </Part>
            </div>
            <Part title={say.refusals}>
              {refusals.length === 0 ? (
                <Nothing>{say.noRefusals}</Nothing>
              ) : (
                <Table
                  caption={say.refusals}
                  columns={[
                    {
                      name: say.answer,
                      cell: ({ http_status, code }) => (
                        <code dir="ltr">{`${http_status} ${code}`.trim()}</code>
                      ),
                    },
                    {
                      name: say.transport,
                      cell: ({ transport }) => messages.transports[transport],
                    },
                    {
                      name: say.times,
                      isFigure: true,
                      cell: ({ times }) => quantities.count(times),
                    },
                    {
                      name: say.sessions,
                      isFigure: true,
                      cell: ({ sessions }) => quantities.count(sessions),
                    },
                    { name: say.last, cell: ({ last_at }) => quantities.dateTime(last_at) },
                  ]}
                  rows={refusals}
                  rowKey={({ transport, http_status, code }) =>
                    `${transport} ${http_status} ${code}`
                  }
                />
              )}
            </Part>
          </>
        )
      }}
    </Section>
  )
}
