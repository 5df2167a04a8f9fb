import './transcript.css'
import { useRef, type ReactElement } from 'react'
import { readTranscript, type SessionSummary } from '../api/service'
import { useAnswer } from '../api/useAnswer'
import { useMessages } from '../language/LanguageProvider'
import { hasEnded } from '../session/lifecycle'
import { ProblemNotice } from '../shell/ProblemNotice'
import { Player } from './Player'
import { SpokenText } from './SpokenText'
import { useRecordingState } from './useRecordingState'

interface TranscriptProps {
  sessionId: string
  /** Null until it is known. */
  session: SessionSummary | null
}

/** What was said, and when; its words play the recording while that is kept. */
export function Transcript({ sessionId, session }: TranscriptProps): ReactElement {
  const { transcript: text, session: sessionText } = useMessages()
  const { answer: transcript, problem, askAgain } = useAnswer(readTranscript, sessionId)
  const audio = useRef<HTMLAudioElement>(null)
  // What was asked while the job ran says nothing of the recording that is kept afterwards.
  const isKnown = session !== null && hasEnded(session.status)
  const audioUrl = isKnown ? (session.urls.audio ?? null) : null
  const recording = useRecordingState(audioUrl)
  const isEmpty = transcript?.segments.every(({ text: said }) => said === '') ?? false

  return (
    <section className="card transcript" aria-labelledby="transcript-heading">
      <h2 id="transcript-heading">{text.heading}</h2>
      {isKnown && <Player audio={audio} url={audioUrl} {...recording} />}
      {transcript === null && problem === null && <p className="note">{text.loading}</p>}
      {problem !== null && (
        <ProblemNotice problem={problem}>
          <button type="button" className="button quiet" onClick={askAgain}>
            {sessionText.tryAgain}
          </button>
        </ProblemNotice>
      )}
      {isEmpty && <p className="note">{text.empty}</p>}
      {transcript !== null && !isEmpty && (
        <SpokenText
          transcript={transcript}
          audio={audio}
          isPlayable={audioUrl !== null && recording.fault === null}
        />
      )}
    </section>
  )
}
