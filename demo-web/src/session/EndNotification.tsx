import './end-notification.css'
import { useEffect, useEffectEvent, useRef, useState, type ReactElement } from 'react'
import type { TranscriptionStatus } from 'transcription-status-sse'
import { useMessages } from '../language/LanguageProvider'
import { hasEnded } from './lifecycle'
import { canNotify, notify } from './notification'
import { useFocusHandedOn } from './useFocusHandedOn'

interface EndNotificationProps {
  name: string
  status: TranscriptionStatus
}

/** Tells those who asked for it, and look elsewhere, that the job has ended. */
export function EndNotification({ name, status }: EndNotificationProps): ReactElement | null {
  const text = useMessages().notification
  const [isOffered] = useState(canNotify)
  const [isWanted, setIsWanted] = useState(false)
  const [isLost, setIsLost] = useState(false)
  const isEnded = hasEnded(status)

  const tell = useEffectEvent(() => {
    const sentence = text.ended[status.status]
    if (!isWanted || document.visibilityState === 'visible' || sentence === undefined) return
    setIsLost(!notify(sentence, name, status.session_id))
  })
  const wasRunning = useRef(!isEnded)
  useEffect(() => {
    if (isEnded && wasRunning.current) tell()
    wasRunning.current = !isEnded
  }, [isEnded])

  if (isLost) return <p className="note">{text.lost}</p>
  if (!isOffered || isEnded) return null
  return <NotificationSwitch isWanted={isWanted} onChange={setIsWanted} />
}

interface NotificationSwitchProps {
  isWanted: boolean
  onChange: (isWanted: boolean) => void
}

function NotificationSwitch({ isWanted, onChange }: NotificationSwitchProps): ReactElement {
  const text = useMessages().notification
  const [isBlocked, setIsBlocked] = useState(false)
  const control = useRef<HTMLInputElement>(null)
  useFocusHandedOn(control)

  const ask = async (): Promise<void> => {
    const permission = await Notification.requestPermission()
    onChange(permission === 'granted')
    setIsBlocked(permission !== 'granted')
  }

  return (
    <div className="end-notification">
      <label>
        <input
          ref={control}
          type="checkbox"
          role="switch"
          checked={isWanted}
          onChange={({ currentTarget: { checked } }) => {
            if (checked) void ask()
            else onChange(false)
          }}
        />
        {text.label}
      </label>
      <p className="note" role="status">
        {isBlocked && text.blocked}
      </p>
    </div>
  )
}
