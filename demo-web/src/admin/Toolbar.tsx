import './toolbar.css'
import { useState, type ReactElement } from 'react'
import { RetryIcon } from '../shell/icons'
import { Refused, signOut, type Refusal } from './api/ask'
import { questions } from './api/questions'
import { useIsIdle } from './api/useQuestion'
import { Choice } from './parts/Choice'
import { RefusalNotice } from './parts/RefusalNotice'
import { OwnRange } from './OwnRange'
import { spans, type Period } from './period'
import { useSay } from './say'

interface ToolbarProps {
  period: Period
  onPeriod: (period: Period) => void
  onReload: () => void
  isRenewing: boolean
  onRenewing: (isRenewing: boolean) => void
  /** Loading is told to those who cannot see it. */
  isAnnounced: boolean
}

/** What is looked at, and how new it is. */
export function Toolbar(props: ToolbarProps): ReactElement {
  const { period, onPeriod, onReload, isRenewing, onRenewing, isAnnounced } = props
  const { messages } = useSay()
  const isIdle = useIsIdle()
  const [isOwnOpen, setOwnOpen] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const leave = async (): Promise<void> => {
    try {
      await signOut()
      questions.leave()
    } catch (thrown) {
      // Whoever is still signed in is not told otherwise.
      setRefusal(thrown instanceof Refused ? thrown.refusal : { kind: 'unanswered' })
    }
  }
  const { spans: names, own, label } = messages.period
  const isOwn = isOwnOpen || period.span === 'own'
  return (
    <div className="admin-toolbar">
      <Choice
        label={label}
        name="period"
        options={[
          ...spans.map((value) => ({ value, name: names[value] })),
          { value: 'own' as const, name: own },
        ]}
        chosen={isOwn ? 'own' : period.span}
        onChoose={(span) => {
          setOwnOpen(span === 'own')
          if (span !== 'own') onPeriod({ span })
        }}
      />
      <div className="actions">
        <button type="button" className="button quiet" onClick={onReload}>
          <RetryIcon />
          {messages.renewal.reload}
        </button>
        <button type="button" className="button quiet" onClick={() => void leave()}>
          {messages.signIn.signOut}
        </button>
      </div>
      {refusal !== null && <RefusalNotice refusal={refusal} onTryAgain={() => void leave()} />}
      {isOwn && (
        <OwnRange
          period={period}
          onShow={(since, until) => {
            onPeriod({ span: 'own', since, until })
          }}
        />
      )}
      <label className="renewing">
        <input
          type="checkbox"
          checked={isRenewing}
          onChange={(event) => {
            onRenewing(event.target.checked)
          }}
        />
        {messages.renewal.automatic}
      </label>
      <p className="visually-hidden" role="status">
        {isAnnounced && (isIdle ? messages.renewal.loaded : messages.renewal.loading)}
      </p>
    </div>
  )
}
