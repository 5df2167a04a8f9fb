import type { ReactElement } from 'react'
import { Notice } from '../../shell/Notice'
import type { Refusal } from '../api/ask'
import { useSay, type Say } from '../say'

interface RefusalNoticeProps {
  refusal: Refusal
  /** Left out where the user has a button for it already. */
  onTryAgain?: () => void
}

/** What happened, and what can be done about it. */
export function RefusalNotice({ refusal, onTryAgain }: RefusalNoticeProps): ReactElement {
  const say = useSay()
  const { tryAgain, reload } = say.messages.refusal
  const { title, detail } = wordsFor(refusal, say)
  return (
    <Notice tone="failure" title={title} detail={detail}>
      {refusal.kind === 'expired' ? (
        <a className="button quiet" href={window.location.href}>
          {reload}
        </a>
      ) : (
        onTryAgain !== undefined &&
        refusal.kind !== 'unknown' && (
          <button type="button" className="button quiet" onClick={onTryAgain}>
            {tryAgain}
          </button>
        )
      )}
    </Notice>
  )
}

function wordsFor(
  refusal: Refusal,
  { messages, quantities }: Say,
): { title: string; detail: string } {
  switch (refusal.kind) {
    case 'unanswered':
      return messages.refusal.unanswered
    case 'stranger':
      return messages.signIn.wrong
    case 'expired':
      return messages.refusal.expired
    case 'unknown':
      return messages.refusal.unknown
    case 'busy': {
      const { retryAfterS } = refusal
      return messages.refusal.busy(retryAfterS === null ? null : quantities.duration(retryAfterS))
    }
    case 'other':
      return messages.refusal.other(refusal.status, refusal.detail)
  }
}
