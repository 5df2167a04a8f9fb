import type { ReactElement } from 'react'
import type { Cause, Reconnections } from '../api/answers'
import { Table } from '../parts/Table'
import { Plot } from '../plots/Plot'
import { TimeAreas } from '../plots/TimeAreas'
import { useSay } from '../say'
import { useSection, type Look } from './asking'
import { Flapping, Storms } from './Storms'
import { Nothing, Section } from './Section'

/** As many as the palette has colours, with one for all others. */
const mostCauses = 5

/** Why clients came back, when many did at once, and which do again and again. */
export function ReconnectionsSection({ look }: { look: Look }): ReactElement {
  const say = useSay().messages.reconnections
  const question = useSection<Reconnections>('reconnections', look)
  return (
    <Section name="reconnections" title={say.title} lead={say.lead} question={question}>
      {(answer) =>
        answer.reconnects === 0 ? (
          <Nothing>{say.empty}</Nothing>
        ) : (
          <>
            <Causes {...answer} />
            <div className="section-beside">
              <Storms {...answer.storms} />
              <Flapping {...answer.flapping} />
            </div>
          </>
        )
      }
    </Section>
  )
}

function Causes({ period, bucket_s, causes, series: points }: Reconnections): ReactElement {
  const { messages, quantities } = useSay()
  const say = messages.reconnections
  const byFrequency = (Object.entries(causes) as [Cause, number][])
    .sort(([, one], [, other]) => other - one)
    .map(([cause]) => cause)
  const hasOthers = byFrequency.length > mostCauses + 1
  const named = hasOthers ? byFrequency.slice(0, mostCauses) : byFrequency
  const others = byFrequency.slice(named.length)
  const series = [
    ...named.map((cause) => messages.departures[cause]),
    ...(hasOthers ? [say.others] : []),
  ].map((name, index) => ({ name, colour: index + 1 }))
  const values = (point: (typeof points)[number]): number[] => [
    ...named.map((cause) => point.causes[cause] ?? 0),
    ...(hasOthers ? [others.reduce((sum, cause) => sum + (point.causes[cause] ?? 0), 0)] : []),
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
            ...series.map(({ name }, index) => ({
              name,
              isFigure: true,
              cell: (point: (typeof points)[number]) => quantities.count(values(point)[index] ?? 0),
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
        points={points.map((point) => ({ at: point.at, values: values(point) }))}
      />
    </Plot>
  )
}
