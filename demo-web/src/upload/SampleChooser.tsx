import type { ReactElement, ReactNode } from 'react'
import { fetchSample, listSamples, type Sample } from '../api/service'
import { useAnswer } from '../api/useAnswer'
import { useRequest } from '../api/useRequest'
import { useMessages } from '../language/LanguageProvider'
import { AsItCame } from '../language/AsItCame'
import { PlayIcon } from '../shell/icons'
import { ProblemNotice } from '../shell/ProblemNotice'

/** Recordings of the project's own; nothing where the service offers none. */
export function SampleChooser({
  onChosen,
}: {
  onChosen: (audio: File) => void
}): ReactElement | null {
  const text = useMessages().chooser
  const { answer: samples } = useAnswer(listOwnSamples, null)
  const { ask, isAsked, problem } = useRequest()

  const titleOf = ({ url, title }: Sample): ReactNode =>
    text.sampleTitles[url.slice(url.lastIndexOf('/') + 1)] ?? <AsItCame>{title}</AsItCame>

  if (samples === null || samples.length === 0) return null
  return (
    <div className="samples">
      <p className="note">{text.samples}</p>
      {problem !== null && <ProblemNotice problem={problem} />}
      <ul>
        {samples.map((sample) => (
          <li key={sample.url}>
            <button
              type="button"
              className="button quiet"
              aria-disabled={isAsked}
              onClick={() => {
                ask((signal) => fetchSample(sample, signal), onChosen)
              }}
            >
              <PlayIcon />
              <span>{text.useSample(titleOf(sample), sample.seconds)}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}

function listOwnSamples(_: null, signal: AbortSignal): Promise<Sample[]> {
  return listSamples(signal)
}
