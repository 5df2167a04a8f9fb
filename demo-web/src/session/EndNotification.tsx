import './end-notification.css'
import { useEffect, useEffectEvent, useRef, useState, type ReactElement } from 'react'
import type { TranscriptionStatus } from 'transcription-status-sse'
import { useMessages } from '../language/LanguageProvider'
import { hasEnded } from './lifecycle'

interface EndNotificationProps {
  name: string
  status: TranscriptionStatus
}

/** Tells those who asked for it, and look elsewhere, that the job has ended. */
export function EndNotification(props: EndNotificationProps): ReactElement | null {
  return 'Notification' in window ? <NotificationSwitch {...props} /> : null
}

function NotificationSwitch({ name, status }: EndNotificationProps): ReactElement | null {
  const text = useMessages().notification
  const [isWanted, setIsWanted] = useState(false)
  const [isBlocked, setIsBlocked] = useState(false)
  const isEnded = hasEnded(status)

  const notify = useEffectEvent(() => {
    const sentence = text.ended[status.status]
    if (!isWanted || document.visibilityState === 'visible' || sentence === undefined) return
    show(sentence, name, status.session_id)
  })
  const wasRunning = useRef(!isEnded)
  useEffect(() => {
    if (isEnded && wasRunning.current) notify()
    wasRunning.current = !isEnded
  }, [isEnded])

  const ask = async (): Promise<void> => {
    const permission = await Notification.requestPermission()
    setIsWanted(permission === 'granted')
    setIsBlocked(permission !== 'granted')
  }

  if (isEnded) return null
  return (
    <div className="end-notification">
      <label>
        <input
          type="checkbox"
          role="switch"
          checked={isWanted}
          onChange={({ currentTarget: { checked } }) => {
            if (checked) void ask()
            else setIsWanted(false)
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

function show(title: string, body: string, tag: string): void {
  try {
    // The same tag in all tabs: the system shows it once.
    const notification = new Notification(title, { body, tag, icon: '/favicon.svg' })
    notification.addEventListener('click', () => {
      window.focus()
      notification.close()
    })
  } catch {
    // Chrome on Android has the permission, but lets only service workers show notifications.
  }
}
