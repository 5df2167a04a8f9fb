import './transcript.css'
import type { ReactElement } from 'react'
import { readTranscript, type Transcript } from '../api/service'
import { useAnswer } from '../api/useAnswer'
import { messages } from '../messages'
import { Notice } from '../shell/Notice'

/** What was said, and when. */
export function TranscriptText({ sessionId }: { sessionId: string }): ReactElement {
  const transcript = useAnswer(readTranscript, sessionId)
  return (
    <section className="card transcript" aria-labelledby="transcript-heading">
      <h2 id="transcript-heading">{messages.transcript.heading}</h2>
      {transcript.answer !== null ? (
        <Segments transcript={transcript.answer} />
      ) : transcript.problem !== null ? (
        <Notice tone="failure" title={transcript.problem.title} detail={transcript.problem.detail}>
          <button type="button" className="button quiet" onClick={transcript.askAgain}>
            {messages.session.tryAgain}
          </button>
        </Notice>
      ) : (
        <p className="note">{messages.transcript.loading}</p>
      )}
    </section>
  )
}

function Segments({ transcript: { segments } }: { transcript: Transcript }): ReactElement {
  const spoken = segments.filter(({ text }) => text !== '')
  if (spoken.length === 0) return <p className="note">{messages.transcript.empty}</p>
  return (
    <ol className="segments">
      {spoken.map(({ start, text }) => (
        <li key={start}>
          <span className="segment-time">{messages.transcript.at(start)}</span>
          <p>{text}</p>
        </li>
      ))}
    </ol>
  )
}
