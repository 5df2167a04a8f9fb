import { useState, type ReactElement } from 'react'
import { asProblem, type Problem } from '../api/problem'
import { fetchSample, listSamples, type Sample } from '../api/service'
import { useAnswer } from '../api/useAnswer'
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
  const [problem, setProblem] = useState<Problem | null>(null)

  const choose = (sample: Sample): void => {
    setProblem(null)
    fetchSample(sample).then(onChosen, (thrown: unknown) => {
      setProblem(asProblem(thrown))
    })
  }

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
              onClick={() => {
                choose(sample)
              }}
            >
              <PlayIcon />
              {text.useSample(<AsItCame>{sample.title}</AsItCame>, sample.seconds)}
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
