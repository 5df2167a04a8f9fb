'use client'

import {
  Children,
  useId,
  useSyncExternalStore,
  type ComponentPropsWithoutRef,
  type ReactElement,
  type ReactNode,
} from 'react'
import type { UseTranscriptionStatusOptions } from '../types.js'
import type { DecisionLog } from './decision-log.js'
import { Figures } from './figures.js'
import type { InspectorMessages } from './messages/contract.js'
import { english } from './messages/english.js'
import { StateChart } from './state-chart.js'
import { Timeline } from './timeline.js'
import { useRecording, useTelling } from './use-decision-log.js'

/** What is not named here goes to the root element. */
export interface ConnectionInspectorProps extends Omit<
  ComponentPropsWithoutRef<'section'>,
  'children' | 'dangerouslySetInnerHTML'
> {
  /** The session to watch; nothing happens while it is null, undefined or empty. */
  sessionId: string | null | undefined
  /** Those that the page gives to its hook: equal settings share one connection. */
  options?: UseTranscriptionStatusOptions | undefined
  /** A record that began before this was shown (`useDecisionLog`); default: one of its own. */
  log?: DecisionLog | undefined
  /** Default: `english`. */
  messages?: InspectorMessages | undefined
  /** The app's own switches, below the chart. */
  children?: ReactNode
}

/**
 * For developers: the connection's state machine at work, with the reason for each of its
 * decisions.
 */
export function ConnectionInspector({
  sessionId,
  options,
  log,
  messages = english,
  children,
  ...rest
}: ConnectionInspectorProps): ReactElement {
  const { connection, error, log: recorded } = useRecording(sessionId, options, log)
  const { subscribe, getView } = recorded
  const isTelling = useTelling()
  const view = useSyncExternalStore(subscribe, getView, getView)
  // Without its core no tab decides anything.
  const isDecided = view.transition !== null && error?.code !== 'core-unavailable'
  const isElsewhere = Boolean(options?.shareAcrossTabs) && isTelling && isDecided && !view.isOwn
  const id = useId()
  const part = (name: string): { 'data-part': string; 'aria-labelledby': string } => ({
    'data-part': name,
    'aria-labelledby': `${id}${name}`,
  })
  const heading = (name: string, text: string): ReactElement => (
    <h2 data-part="heading" id={`${id}${name}`}>
      {text}
    </h2>
  )
  return (
    <section
      aria-label={messages.title}
      lang={messages.locale}
      dir={messages.direction}
      {...rest}
      data-part="connection-inspector"
      data-connection={connection.state}
    >
      <div data-part="layout">
        <section {...part('chart-section')}>
          {heading('chart-section', messages.chart.heading)}
          <StateChart state={connection.state} transition={view.transition} messages={messages} />
        </section>
        <section {...part('figures-section')}>
          {heading('figures-section', messages.figures.heading)}
          <Figures connection={connection} messages={messages} />
        </section>
        {Children.toArray(children).length > 0 && (
          <section {...part('switches-section')}>
            {heading('switches-section', messages.switches)}
            {children}
          </section>
        )}
        <section {...part('timeline-section')}>
          {heading('timeline-section', messages.timeline.heading)}
          <Timeline
            key={view.sessionId}
            view={view}
            isElsewhere={isElsewhere}
            messages={messages}
          />
        </section>
      </div>
    </section>
  )
}
