import type { ReactElement } from 'react'
import type { Distribution, Lateness, Latency, PeriodBody } from '../api/answers'
import { Table } from '../parts/Table'
import { Columns, type Column } from '../plots/Columns'
import { Plot } from '../plots/Plot'
import { TimeLines } from '../plots/TimeLines'
import { useSay, type Say } from '../say'
import { useSection, type Look } from './asking'
import { Nothing, Section } from './Section'

const inTimeMs = 100
const percentiles = ['p50', 'p95', 'p99'] as const
const dashes = { p50: '', p95: '7 3', p99: '2 3' }

/** How late updates came, by the service's word and by its clients'. */
export function LatencySection({ look }: { look: Look }): ReactElement {
  const say = useSay().messages.latency
  const question = useSection<Latency>('latency', look)
  return (
    <Section name="latency" title={say.title} lead={say.lead} question={question}>
      {({ period, sent, received }) => (
        <>
          <Summary sent={sent} received={received} />
          {(
            [
              [say.sent, sent, say.emptySent],
              [say.received, received, say.emptyReceived],
            ] as const
          ).map(([name, found, empty]) =>
            found.updates === 0 ? (
              <Nothing key={name}>{empty}</Nothing>
            ) : (
              <div key={name} className="section-beside">
                <Histogram name={name} distribution={found} />
                <OverTime name={name} distribution={found} period={period} />
              </div>
            ),
          )}
        </>
      )}
    </Section>
  )
}

function Summary({ sent, received }: Pick<Latency, 'sent' | 'received'>): ReactElement {
  const { messages, quantities } = useSay()
  const say = messages.latency
  const written = (value: number | null, write: (value: number) => string): string =>
    value === null ? '–' : write(value)
  return (
    <Table<{ name: string; found: Lateness }>
      caption={say.summary}
      columns={[
        { name: say.whose, cell: ({ name }) => name },
        {
          name: say.updates,
          isFigure: true,
          cell: ({ found }) => quantities.count(found.updates),
        },
        {
          name: say.share,
          isFigure: true,
          cell: ({ found }) => written(found.share_within_100_ms, quantities.percent),
        },
        ...percentiles.map((percentile) => ({
          name: say[percentile],
          isFigure: true,
          cell: ({ found }: { found: Lateness }) =>
            written(found[`${percentile}_ms`], quantities.milliseconds),
        })),
      ]}
      rows={[
        { name: say.sent, found: sent },
        { name: say.received, found: received },
      ]}
      rowKey={({ name }) => name}
    />
  )
}

interface OfOneSide {
  name: string
  distribution: Distribution
}

function Histogram({ name, distribution }: OfOneSide): ReactElement {
  const { messages, quantities } = useSay()
  const say = messages.latency
  const columns = columnsOf(distribution, { messages, quantities })
  const title = say.histogram(name)
  const limit = columns.find(({ upToMs }) => upToMs === inTimeMs)
  return (
    <Plot
      title={title}
      unit={say.histogramUnit}
      table={() => (
        <Table
          caption={title}
          columns={[
            { name: say.late, cell: (column) => column.name },
            {
              name: say.updates,
              isFigure: true,
              cell: ({ values }) => quantities.count(values[0] ?? 0),
            },
          ]}
          rows={columns}
          rowKey={(column) => column.name}
        />
      )}
    >
      <Columns
        label={title}
        columns={columns}
        series={[{ name: say.updates, colour: 1 }]}
        {...(limit !== undefined && { limit: { after: limit.name, name: say.limit } })}
      />
    </Plot>
  )
}

function columnsOf(
  { histogram }: Distribution,
  { messages, quantities }: Pick<Say, 'messages' | 'quantities'>,
): (Column & { upToMs: number | null })[] {
  const say = messages.latency
  return histogram.map(({ up_to_ms: upToMs, updates }, index) => {
    const below = histogram[index - 1]?.up_to_ms ?? null
    const low = below === null ? null : quantities.number(below)
    const name =
      upToMs === null
        ? say.over(low ?? '')
        : low === null
          ? say.upTo(quantities.number(upToMs))
          : say.between(low, quantities.number(upToMs))
    const tick = upToMs === null ? say.over(quantities.short(below ?? 0)) : quantities.short(upToMs)
    return { name, tick, values: [updates], upToMs }
  })
}

function OverTime({
  name,
  distribution,
  period,
}: OfOneSide & { period: PeriodBody }): ReactElement {
  const { messages, quantities } = useSay()
  const say = messages.latency
  const title = say.overTime(name)
  const series = percentiles.map((percentile, index) => ({
    name: say[percentile],
    colour: index + 1,
    dash: dashes[percentile],
  }))
  const valuesOf = (at: Lateness): (number | null)[] => [at.p50_ms, at.p95_ms, at.p99_ms]
  return (
    <Plot
      title={title}
      unit={say.overTimeUnit}
      series={series}
      table={() => (
        <Table
          caption={title}
          columns={[
            {
              name: messages.plot.time,
              cell: ({ at }) => quantities.dateTime(at),
            },
            ...series.map((one, index) => ({
              name: one.name,
              isFigure: true,
              cell: (at: Lateness) => {
                const value = valuesOf(at)[index] ?? null
                return value === null ? '–' : quantities.milliseconds(value)
              },
            })),
          ]}
          rows={distribution.series.filter(({ updates }) => updates > 0)}
          rowKey={({ at }) => at}
        />
      )}
    >
      <TimeLines
        label={title}
        period={period}
        series={series}
        limit={inTimeMs}
        write={quantities.milliseconds}
        points={distribution.series.map((at) => ({ at: at.at, values: valuesOf(at) }))}
      />
    </Plot>
  )
}
