import { memo, type ReactElement } from 'react'
import type { DecidedEffect, DecidingEvent } from '../types.js'
import type { LogEntry } from './decision-log.js'
import { worded, type InspectorMessages } from './messages/contract.js'

interface TimelineEntryProps {
  entry: LogEntry
  /** When the record began, wall clock in milliseconds. */
  beganAt: number
  messages: InspectorMessages
}

/** One event, what was decided, and why. */
export const TimelineEntry = memo(function TimelineEntry({
  entry: { decision, reasons, isDecision, isFailure },
  beganAt,
  messages,
}: TimelineEntryProps): ReactElement {
  const { at, event, effects, from, to } = decision
  return (
    <li data-part="entry" data-decision={isDecision} data-failure={isFailure}>
      <time data-part="time" dateTime={new Date(at).toISOString()}>
        {messages.timeline.at(at - beganAt)}
      </time>
      <div data-part="what">
        <p data-part="reason">
          {reasons.map((one) => worded(one, messages)).join(messages.between)}
        </p>
        <p data-part="words" dir="ltr">
          <code data-part="event">{eventWords(event)}</code>
          {from !== to && (
            <code data-part="transition">
              {from} → {to}
            </code>
          )}
          {effects.map((effect, place) => (
            <code key={place} data-part="effect">
              {effectWords(effect)}
            </code>
          ))}
        </p>
      </div>
    </li>
  )
})

function eventWords(event: DecidingEvent): string {
  switch (event.type) {
    case 'tick':
      return [event.type, ...event.timers].join(' ')
    case 'wake':
      return `${event.type} ${Math.round(event.awayMs)} ms`
    case 'stream-message':
    case 'stream-bytes':
      return [event.type, event.generation, ...event.frames].join(' ')
    case 'stream-refused':
    case 'response':
      return `${event.type} ${event.generation} ${event.httpStatus}`
    case 'stream-opened':
    case 'stream-failed':
      return `${event.type} ${event.generation}`
    case 'start':
    case 'retry':
    case 'acquire':
    case 'release':
    case 'dispose':
    case 'online':
    case 'offline':
    case 'hide':
      return event.type
  }
}

function effectWords(effect: DecidedEffect): string {
  switch (effect.type) {
    case 'open-stream':
    case 'close-stream':
    case 'request-status':
    case 'cancel-request':
      return `${effect.type} ${effect.generation}`
    case 'publish':
      return effect.urgent ? 'publish urgent' : 'publish'
    case 'report':
      return `report ${effect.complaint}`
    case 'renew-credentials':
    case 'finish':
      return effect.type
  }
}
