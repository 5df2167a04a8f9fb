import './inspector-panel.css'
import { lazy, Suspense, useState, type ReactElement } from 'react'
import { useDecisionLog } from 'transcription-status-sse/inspector'
import { useMessages } from '../language/LanguageProvider'
import { useStatusOptions } from '../session/useStatusOptions'

const InspectorView = lazy(() =>
  import('./InspectorView').then(
    ({ InspectorView }) => ({ default: InspectorView }),
    () => ({ default: NotLoaded }),
  ),
)

/**
 * For the curious and for developers: why the connection does what it does. It records from the
 * page's first moment; the rest is downloaded when it is opened.
 */
export function InspectorPanel({ sessionId }: { sessionId: string }): ReactElement {
  const log = useDecisionLog(sessionId, useStatusOptions())
  const [isOpen, setIsOpen] = useState(false)
  const text = useMessages().inspector
  return (
    <details
      className="inspector"
      onToggle={({ currentTarget }) => {
        setIsOpen(currentTarget.open)
      }}
    >
      <summary>{text.heading}</summary>
      {isOpen && (
        <Suspense fallback={<p className="note">{text.loading}</p>}>
          <InspectorView sessionId={sessionId} log={log} />
        </Suspense>
      )}
    </details>
  )
}

function NotLoaded(): ReactElement {
  return <p className="note">{useMessages().inspector.notLoaded}</p>
}
