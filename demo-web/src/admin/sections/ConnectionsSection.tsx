import type { ReactElement } from 'react'
import type { Connections } from '../api/answers'
import { Table } from '../parts/Table'
import { Plot } from '../plots/Plot'
import { TimeAreas } from '../plots/TimeAreas'
import { useSay } from '../say'
import { useSection, type Look } from './asking'
import { Nothing, Section } from './Section'

/** How many connections there were over time, by transport. */
export function ConnectionsSection({ look }: { look: Look }): ReactElement {
  const { messages, quantities } = useSay()
  const say = messages.connections
  const question = useSection<Connections>('connections', look)
  return (
    <Section name="connections" title={say.title} lead={say.lead} question={question}>
      {({ period, bucket_s, series: points }) => {
        if (points.every((at) => at.streams_mean === 0 && at.polling_mean === 0)) {
          return <Nothing>{say.empty}</Nothing>
        }
        const series = [
          { name: say.streams, colour: 1 },
          { name: say.polling, colour: 2 },
        ]
        return (
          <Plot
            title={say.plot}
            unit={say.unit(quantities.width(bucket_s))}
            series={series}
            table={() => (
              <Table
                caption={say.plot}
                columns={[
                  { name: messages.plot.time, cell: ({ at }) => quantities.dateTime(at) },
                  ...(
                    [
                      [say.streams, 'streams_mean'],
                      [say.polling, 'polling_mean'],
                      [say.opened, 'streams_opened'],
                      [say.reconnects, 'reconnects'],
                      [say.refused, 'streams_refused'],
                      [say.polls, 'polls'],
                    ] as const
                  ).map(([name, field]) => ({
                    name,
                    isFigure: true,
                    cell: (point: (typeof points)[number]) => quantities.number(point[field]),
                  })),
                ]}
                rows={points}
                rowKey={({ at }) => at}
              />
            )}
          >
            <TimeAreas
              label={say.plot}
              period={period}
              series={series}
              points={points.map(({ at, streams_mean, polling_mean }) => ({
                at,
                values: [streams_mean, polling_mean],
              }))}
            />
          </Plot>
        )
      }}
    </Section>
  )
}
