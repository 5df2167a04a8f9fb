import type { ReactElement } from 'react'
import type { Engagement, PeriodBody } from '../api/answers'
import { Figures } from '../parts/Figures'
import { Table } from '../parts/Table'
import { Columns } from '../plots/Columns'
import { Plot } from '../plots/Plot'
import { useSay } from '../say'
import { useSection, type Look } from './asking'
import { Nothing, Section } from './Section'

/** What users do with the service. */
export function EngagementSection({ look }: { look: Look }): ReactElement {
  const { messages, quantities } = useSay()
  const say = messages.engagement
  const question = useSection<Engagement>('engagement', look)
  return (
    <Section name="engagement" title={say.title} question={question}>
      {(found) =>
        found.created + found.watched === 0 ? (
          <Nothing>{say.empty}</Nothing>
        ) : (
          <>
            <Figures
              rows={[
                { name: say.created, value: quantities.count(found.created) },
                { name: say.watched, value: quantities.count(found.watched) },
                {
                  name: say.toTheEnd,
                  value: quantities.count(found.watched_to_the_end),
                  ...(found.watched > 0 && {
                    note: say.share(quantities.percent(found.watched_to_the_end / found.watched)),
                  }),
                },
                {
                  name: say.median,
                  value:
                    found.median_watched_s === null
                      ? '–'
                      : quantities.duration(found.median_watched_s),
                  ...(found.mean_watched_s !== null && {
                    note: say.mean(quantities.duration(found.mean_watched_s)),
                  }),
                },
                {
                  name: say.users,
                  value: quantities.count(found.active_users),
                  note: say.returning(quantities.count(found.returning_users)),
                },
              ]}
            />
            <Days {...found} />
          </>
        )
      }
    </Section>
  )
}

function Days({ days, period }: Engagement): ReactElement {
  const { messages, quantities } = useSay()
  const say = messages.engagement
  const series = [
    { name: say.created, colour: 1 },
    { name: say.watched, colour: 2 },
    { name: say.activeUsers, colour: 3 },
  ]
  const columns = days.map(({ day, created, watched, active_users }) => {
    const isPart = !isWithin(day, period)
    const name = quantities.day(day)
    return {
      name: isPart ? say.partOf(name) : name,
      tick: name,
      values: [created, watched, active_users],
      isPart,
    }
  })
  return (
    <Plot
      title={say.plot}
      unit={columns.some(({ isPart }) => isPart) ? `${say.unit} ${say.parts}` : say.unit}
      series={series}
      table={() => (
        <Table
          caption={say.plot}
          columns={[
            { name: say.day, cell: ({ name }) => name },
            ...series.map(({ name }, index) => ({
              name,
              isFigure: true,
              cell: ({ values }: (typeof columns)[number]) => quantities.count(values[index] ?? 0),
            })),
          ]}
          rows={columns}
          rowKey={({ name }) => name}
        />
      )}
    >
      <Columns label={say.plot} columns={columns} series={series} />
    </Plot>
  )
}

const dayMs = 86_400_000

/** Whether all of a day in UTC was looked at. */
function isWithin(day: string, { since, until }: PeriodBody): boolean {
  const begin = Date.parse(`${day}T00:00:00Z`)
  return begin >= Date.parse(since) && begin + dayMs <= Date.parse(until)
}
