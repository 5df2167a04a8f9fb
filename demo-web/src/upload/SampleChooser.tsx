import { useState, type ReactElement } from 'react'
import { asProblem, type Problem } from '../api/problem'
import { fetchSample, listSamples, type Sample } from '../api/service'
import { useAnswer } from '../api/useAnswer'
import { messages } from '../messages'
import { PlayIcon } from '../shell/icons'
import { Notice } from '../shell/Notice'

/** Recordings of the project's own; nothing where the service offers none. */
export function SampleChooser({
  onChosen,
}: {
  onChosen: (audio: File) => void
}): ReactElement | null {
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
      <p className="note">{messages.chooser.samples}</p>
      {problem !== null && <Notice tone="failure" title={problem.title} detail={problem.detail} />}
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
              {messages.chooser.useSample(sample.title, sample.seconds)}
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
