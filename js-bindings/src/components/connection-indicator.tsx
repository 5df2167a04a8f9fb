'use client'

import type { ComponentPropsWithoutRef, ReactElement } from 'react'
import { useSyncExternalStore } from 'react'
import { online } from '../ports/browser-page.js'
import type { Connection, TranscriptionStatus, TranscriptionStatusError } from '../types.js'
import type { ConnectionLine } from './connection-line.js'
import { connectionLine } from './connection-line.js'
import type { ProgressMessages } from './messages/contract.js'
import { english } from './messages/english.js'
import { ConnectionSign } from './signs.js'

/** What the hook returns, or less of it; everything else goes to the root element. */
export interface ConnectionIndicatorProps extends Omit<
  ComponentPropsWithoutRef<'div'>,
  'children' | 'dangerouslySetInnerHTML'
> {
  /** As the hook gives it. */
  connection: Connection
  /** Tells how a connection that is closed came to its end. */
  status?: TranscriptionStatus | null | undefined
  /** Tells why nothing arrives. */
  error?: TranscriptionStatusError | null | undefined
  /** Taken, so that the hook's whole result can be spread; there is no button here. */
  retry?: (() => void) | undefined
  /** Default: what the browser believes. Some shells around web views know better. */
  isOnline?: boolean | undefined
  /** Default: `english`. */
  messages?: ProgressMessages | undefined
}

/** One line that tells how updates arrive, with a sign. */
export function ConnectionIndicator({
  connection,
  status = null,
  error = null,
  // eslint-disable-next-line @typescript-eslint/no-unused-vars -- so that it is not among the rest
  retry,
  isOnline,
  messages = english,
  ...rest
}: ConnectionIndicatorProps): ReactElement {
  const line = useConnectionLine({ connection, status, error, isOnline, messages })
  return (
    <div lang={messages.locale} dir={messages.direction} {...rest} {...markOf(line)}>
      <LineWithSign {...line} />
    </div>
  )
}

interface Facts {
  connection: Connection
  status: TranscriptionStatus | null
  error: TranscriptionStatusError | null
  isOnline: boolean | undefined
  messages: ProgressMessages
}

/** The connection in one line, by what the app knows and the browser believes. */
export function useConnectionLine(facts: Facts): ConnectionLine {
  // The machine suspends what is offline; the browser is asked whether it is back meanwhile.
  const believed = useSyncExternalStore(online.subscribe, online.read, () => false)
  const { connection, status, error, isOnline = believed, messages } = facts
  return connectionLine(connection, status, error, isOnline, messages.connection)
}

/** What stylesheets know the indicator by. */
export const markOf = ({ look }: ConnectionLine) => ({
  'data-part': 'connection-indicator',
  'data-look': look,
})

/** The line as it stands in the indicator, and in the card. */
export function LineWithSign({ look, text, hint }: ConnectionLine): ReactElement {
  return (
    <>
      <span data-part="sign">
        <ConnectionSign look={look} />
      </span>
      <span data-part="line">{text}</span>
      {hint !== undefined && <span data-part="hint">{hint}</span>}
    </>
  )
}
