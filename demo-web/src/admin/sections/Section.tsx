import './section.css'
import { useId, type ReactElement, type ReactNode } from 'react'
import { useNow } from '../parts/useNow'
import { RefusalNotice } from '../parts/RefusalNotice'
import { useSay } from '../say'
import type { SectionQuestion } from './asking'

interface SectionProps<Answer> {
  name: string
  title: string
  lead?: string
  question: SectionQuestion<Answer>
  children: (answer: Answer) => ReactNode
}

/** One subject of the page: its figures, how old they are, and why there are none. */
export function Section<Answer>(props: SectionProps<Answer>): ReactElement {
  const { name, title, lead, question, children } = props
  const { messages } = useSay()
  const id = useId()
  const { ref, answer, refusal, isWaiting, isOfOtherPeriod, askAgain } = question
  return (
    <section
      ref={ref}
      className="admin-section card"
      data-section={name}
      data-old={isOfOtherPeriod}
      aria-labelledby={id}
      aria-busy={isWaiting}
    >
      <header className="section-head">
        <h2 id={id}>{title}</h2>
        <Age question={question} />
      </header>
      {lead !== undefined && <p className="section-lead">{lead}</p>}
      {refusal !== null && <RefusalNotice refusal={refusal} onTryAgain={askAgain} />}
      {answer === null && refusal === null && (
        <p className="section-waiting">{messages.section.waiting}</p>
      )}
      {answer !== null && <div className="section-body">{children(answer)}</div>}
    </section>
  )
}

function Age({
  question: { at, isWaiting, isOfOtherPeriod },
}: {
  question: SectionQuestion<unknown>
}): ReactElement | null {
  const { messages, quantities } = useSay()
  const now = useNow()
  if (at === null) return null
  const { asOf, renewing, old } = messages.section
  return (
    <p className="section-age">
      {asOf(quantities.time(at), quantities.ago(Math.max(0, (now - at) / 1000)))}
      {isWaiting && ` · ${renewing}`}
      {isOfOtherPeriod && ` · ${old}`}
    </p>
  )
}

/** What stands where there is nothing to be drawn. */
export function Nothing({ children }: { children: ReactNode }): ReactElement {
  return <p className="section-nothing">{children}</p>
}
