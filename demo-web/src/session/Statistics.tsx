import './statistics.css'
import type { ReactElement } from 'react'
import type { JobStatistics } from 'transcription-status-sse'
import { useMessages } from '../language/LanguageProvider'

/** The job in numbers; a service need not know all of them. */
export function Statistics({ statistics }: { statistics: JobStatistics }): ReactElement {
  const { statistics: text, units } = useMessages()
  const { segments_done: done, segments_total: total } = statistics
  return (
    <section className="statistics" aria-label={text.heading}>
      <dl>
        <Figure name={text.audio} value={statistics.audio_seconds} as={units.clock} />
        <Figure name={text.processed} value={statistics.processed_seconds} as={units.clock} />
        <Figure name={text.segments} value={done} as={(segments) => text.outOf(segments, total)} />
        <Figure name={text.words} value={statistics.words} as={units.count} />
        <Figure name={text.speed} value={statistics.realtime_factor} as={text.speedFactor} />
      </dl>
    </section>
  )
}

interface FigureProps {
  name: string
  value: number | null | undefined
  as: (value: number) => string
}

function Figure({ name, value, as }: FigureProps): ReactElement {
  const { unknown } = useMessages().statistics
  return (
    <div className="figure">
      <dt>{name}</dt>
      <dd>{value == null ? unknown : as(value)}</dd>
    </div>
  )
}
