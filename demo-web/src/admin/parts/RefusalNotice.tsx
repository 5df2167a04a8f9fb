import type { ReactElement } from 'react'
import { AsItCame } from '../../language/AsItCame'
import type { Words } from '../../language/problemWords'
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
        !isForGood.has(refusal.kind) && (
          <button type="button" className="button quiet" onClick={onTryAgain}>
            {tryAgain}
          </button>
        )
      )}
    </Notice>
  )
}

/** Asked again, it would be refused again. */
const isForGood: ReadonlySet<Refusal['kind']> = new Set<Refusal['kind']>(['unknown', 'period'])

function wordsFor(refusal: Refusal, { messages, quantities }: Say): Words {
  const until = (seconds: number | null): string | null =>
    seconds === null ? null : quantities.duration(seconds)
  switch (refusal.kind) {
    case 'unanswered':
      return messages.refusal.unanswered
    case 'stranger':
      return messages.signIn.wrong
    case 'expired':
      return messages.refusal.expired
    case 'unknown':
      return messages.refusal.unknown
    case 'period':
      return messages.refusal.period
    case 'busy':
      return messages.refusal.busy(until(refusal.retryAfterS))
    case 'unavailable':
      return messages.refusal.unavailable(until(refusal.retryAfterS))
    case 'other': {
      const words = messages.refusal.other(refusal.status)
      if (refusal.detail === '') return words
      return { ...words, detail: <AsItCame>{refusal.detail}</AsItCame> }
    }
  }
}
