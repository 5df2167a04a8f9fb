'use client'

import type { ComponentPropsWithoutRef, ReactElement, ReactNode } from 'react'
import type {
  Connection,
  ConnectionState,
  TranscriptionStatus,
  TranscriptionStatusError,
} from '../types.js'
import { Announcement } from './announcement.js'
import { LineWithSign, markOf, useConnectionLine } from './connection-indicator.js'
import type { ProgressMessages } from './messages/contract.js'
import { entryOf } from './messages/contract.js'
import { english } from './messages/english.js'
import { Notes } from './notes.js'
import { ErrorNotice, FailureNotice } from './notice.js'
import { ProgressBar } from './progress-bar.js'

/** What the hook returns; everything else goes to the root element. */
export interface TranscriptionProgressProps extends Omit<
  ComponentPropsWithoutRef<'section'>,
  'children' | 'dangerouslySetInnerHTML'
> {
  /** As the hook gives it; null: nothing is known yet. */
  status: TranscriptionStatus | null
  /** As the hook gives it. */
  connection: Connection
  /** As the hook gives it; only a fatal one is shown as a notice. */
  error?: TranscriptionStatusError | null | undefined
  /** Without it, an error that only trying again can help has no button for it. */
  retry?: (() => void) | undefined
  /** Default: what the browser believes. Some shells around web views know better. */
  isOnline?: boolean | undefined
  /** Default: `english`. */
  messages?: ProgressMessages | undefined
  /** The app's own buttons, in the foot. */
  children?: ReactNode
}

/** A status is on its way, or asked for again and again. */
const ASKING: ReadonlySet<ConnectionState> = new Set(['connecting', 'open', 'backoff', 'polling'])

/** The job at a glance: what happens, how far it is, when it will be done, how updates arrive. */
export function TranscriptionProgress({
  status,
  connection,
  error = null,
  retry,
  isOnline,
  messages = english,
  children,
  ...rest
}: TranscriptionProgressProps): ReactElement {
  const line = useConnectionLine({ connection, status, error, isOnline, messages })
  const isFatal = error?.fatal === true
  const isUnknown = isFatal && status === null
  const isAsking = ASKING.has(connection.state)
  return (
    <section
      lang={messages.locale}
      dir={messages.direction}
      tabIndex={-1}
      {...rest}
      data-part="transcription-progress"
      data-status={status?.status ?? 'unknown'}
      data-sequence={status?.sequence}
      data-epoch={status?.epoch}
      data-connection={connection.state}
      data-look={line.look}
      data-stale={connection.isStale}
    >
      {/* Where nothing is known and nothing will be, the notice says all there is to say. */}
      {!isUnknown && <Head {...{ status, isAsking, messages }} />}
      {!isUnknown && <Notes {...{ status, connection, messages }} />}
      {isFatal && <ErrorNotice {...{ error, retry, messages }} />}
      {status?.status === 'failed' && <FailureNotice {...{ status, messages }} />}
      <div data-part="foot">
        <div {...markOf(line)}>
          <LineWithSign {...line} />
        </div>
        {children != null && children !== false && <div data-part="actions">{children}</div>}
      </div>
      <Announcement status={status} sentence={announced(status, messages)} line={line} />
    </section>
  )
}

interface HeadProps {
  status: TranscriptionStatus | null
  isAsking: boolean
  messages: ProgressMessages
}

function Head({ status, isAsking, messages }: HeadProps): ReactElement {
  const word = entryOf<string>(messages.status, status?.status) ?? messages.job
  const known =
    status === null ? firstSentence(isAsking, messages) : knownSentence(status, messages)
  return (
    <>
      <div data-part="head">
        <p data-part="status">{word}</p>
        {/* The server's own sentence may be in a language that runs the other way. */}
        <p data-part="message">{known ?? <bdi>{status?.message}</bdi>}</p>
        {status !== null && (
          <p data-part="percent" aria-hidden="true">
            {messages.percent(status.progress)}
          </p>
        )}
      </div>
      <ProgressBar {...{ status, isAsking, messages }} />
    </>
  )
}

const firstSentence = (isAsking: boolean, { asking, idle }: ProgressMessages): string =>
  isAsking ? asking : idle

/** What the catalogue has to say on a status; undefined where only the server has a sentence. */
function knownSentence(
  status: TranscriptionStatus,
  messages: ProgressMessages,
): string | undefined {
  // The server's sentence gives the reason, and that is in the notice.
  if (status.status === 'failed') return messages.failure.title
  const sentence = entryOf<string>(messages.narration, status['message_code'])
  return sentence ?? (status.message === '' ? wordOf(status, messages) : undefined)
}

const wordOf = ({ status }: TranscriptionStatus, messages: ProgressMessages): string =>
  entryOf<string>(messages.status, status) ?? status

function announced(status: TranscriptionStatus | null, messages: ProgressMessages): string {
  if (status === null) return ''
  const sentence = knownSentence(status, messages) ?? status.message
  return messages.announcement(sentence, status.progress)
}
