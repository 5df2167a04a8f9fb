import type { ReactElement } from 'react'
import { measures, type Comparison, type Transport } from '../api/answers'
import { Table } from '../parts/Table'
import { useSay } from '../say'
import { useSection, type Look } from './asking'
import { MeasureRow } from './MeasureRow'
import { Part } from './Part'
import { Nothing, Section } from './Section'

const arms: readonly Transport[] = ['sse', 'polling']

/** Users who have streams against users who poll. */
export function ExperimentSection({ look }: { look: Look }): ReactElement {
  const { messages, quantities } = useSay()
  const say = messages.experiment
  const question = useSection<Comparison>('experiment', look)
  const { answer } = question
  const lead =
    answer === null
      ? {}
      : { lead: say.lead(answer.name, quantities.percent(answer.polling_percent / 100)) }
  return (
    <Section name="experiment" title={say.title} question={question} {...lead}>
      {(comparison) => (
        <>
          {comparison.polling_percent === 0 && <p className="note">{say.off}</p>}
          {arms.every((arm) => comparison.arms[arm].users === 0) ? (
            <Nothing>{say.empty}</Nothing>
          ) : (
            <>
              <Arms {...comparison} />
              <Part title={say.difference}>
                <ul className="measures">
                  {measures.map((measure) => (
                    <MeasureRow
                      key={measure}
                      measure={measure}
                      difference={comparison.measures[measure]}
                    />
                  ))}
                </ul>
                <p className="note">{say.caution}</p>
              </Part>
            </>
          )}
        </>
      )}
    </Section>
  )
}

function Arms({ arms: found, users_left_out: leftOut }: Comparison): ReactElement {
  const { messages, quantities } = useSay()
  const say = messages.experiment
  return (
    <>
      <Table
        caption={say.arms}
        columns={[
          { name: say.arms, cell: (arm) => messages.transports[arm] },
          ...(
            [
              [say.users, 'users'],
              [say.sessions, 'sessions'],
              [say.leftOut, 'sessions_left_out'],
            ] as const
          ).map(([name, field]) => ({
            name,
            isFigure: true,
            cell: (arm: Transport) => quantities.count(found[arm][field]),
          })),
        ]}
        rows={arms}
        rowKey={(arm) => arm}
      />
      {leftOut > 0 && <p className="note">{say.usersLeftOut(quantities.count(leftOut))}</p>}
    </>
  )
}
