import { useId, useState, type ReactElement } from 'react'
import { copyText } from '../ports/browser-clipboard.js'
import type { LogEntry, LogView } from './decision-log.js'
import { worded, type InspectorMessages } from './messages/contract.js'
import { TimelineEntry } from './timeline-entry.js'

interface TimelineProps {
  view: LogView
  /** Decisions are made in another tab. */
  isElsewhere: boolean
  messages: InspectorMessages
}

type Filter = 'all' | 'decisions' | 'failures'
const FILTERS: readonly Filter[] = ['all', 'decisions', 'failures']

const passes: Record<Filter, (entry: LogEntry) => boolean> = {
  all: () => true,
  decisions: ({ isDecision }) => isDecision,
  failures: ({ isFailure }) => isFailure,
}

/** What was recorded, newest first; it can be filtered, held still and copied. */
export function Timeline({ view, isElsewhere, messages }: TimelineProps): ReactElement {
  const text = messages.timeline
  const [filter, setFilter] = useState<Filter>('all')
  const [held, setHeld] = useState<LogView | null>(null)
  const shown = held ?? view
  const entries = shown.entries.filter(passes[filter])
  const missed = (view.entries[0]?.number ?? 0) - (shown.entries[0]?.number ?? 0)
  return (
    <>
      <div data-part="controls">
        <Choice {...{ filter, setFilter, messages }} />
        <button
          type="button"
          data-part="button"
          onClick={() => setHeld(held === null ? view : null)}
        >
          {held === null ? text.pause : text.resume}
        </button>
        <CopyButton {...{ shown, entries, messages }} />
      </div>
      {held !== null && <p data-part="note">{text.paused(missed)}</p>}
      {isElsewhere && <p data-part="note">{text.elsewhere}</p>}
      {/* It scrolls, so it can be reached by keyboard. */}
      <div data-part="scroll" role="region" aria-label={text.label} tabIndex={0}>
        {entries.length === 0 && (
          <p data-part="note">{shown.entries.length === 0 ? text.empty : text.emptyFilter}</p>
        )}
        <ol data-part="entries">
          {entries.map((entry) => (
            <TimelineEntry
              key={entry.number}
              entry={entry}
              beganAt={shown.beganAt ?? entry.decision.at}
              messages={messages}
            />
          ))}
        </ol>
        {shown.dropped > 0 && <p data-part="note">{text.dropped(shown.dropped)}</p>}
      </div>
    </>
  )
}

interface ChoiceProps {
  filter: Filter
  setFilter: (filter: Filter) => void
  messages: InspectorMessages
}

function Choice({ filter, setFilter, messages: { timeline } }: ChoiceProps): ReactElement {
  const name = useId()
  return (
    <fieldset data-part="filter">
      <legend>{timeline.filter}</legend>
      {FILTERS.map((one) => (
        <label key={one} data-part="choice">
          <input
            type="radio"
            name={name}
            checked={one === filter}
            onChange={() => setFilter(one)}
          />
          {timeline[one]}
        </label>
      ))}
    </fieldset>
  )
}

interface CopyButtonProps {
  shown: LogView
  entries: readonly LogEntry[]
  messages: InspectorMessages
}

function CopyButton({ shown, entries, messages }: CopyButtonProps): ReactElement {
  const [outcome, setOutcome] = useState('')
  const { copy, copied, notCopied } = messages.timeline
  const run = (): void => {
    setOutcome('')
    void copyText(jsonOf(shown, entries, messages)).then((isCopied) =>
      setOutcome(isCopied ? copied : notCopied),
    )
  }
  return (
    <>
      <button type="button" data-part="button" onClick={run}>
        {copy}
      </button>
      <span data-part="outcome" role="status">
        {outcome}
      </span>
    </>
  )
}

/** Oldest first, as it happened. */
const jsonOf = (
  { sessionId, dropped }: LogView,
  entries: readonly LogEntry[],
  messages: InspectorMessages,
): string =>
  JSON.stringify(
    {
      session_id: sessionId,
      dropped,
      entries: [...entries].reverse().map(({ number, decision, reasons }) => ({
        number,
        reasons: reasons.map((one) => worded(one, messages)),
        ...decision,
      })),
    },
    null,
    2,
  )
