import 'transcription-status-sse/inspector.css'
import type { ReactElement } from 'react'
import {
  arabic,
  ConnectionInspector,
  english,
  type DecisionLog,
  type InspectorMessages,
} from 'transcription-status-sse/inspector'
import { useLanguage } from '../language/LanguageProvider'
import type { LanguageTag } from '../language/languages'
import { useStatusOptions } from '../session/useStatusOptions'
import { FaultSwitches } from './FaultSwitches'
import { useFault } from './useFault'

const catalogues: Record<LanguageTag, InspectorMessages> = { en: english, ar: arabic }

interface InspectorViewProps {
  sessionId: string
  log: DecisionLog
}

export function InspectorView({ sessionId, log }: InspectorViewProps): ReactElement {
  const options = useStatusOptions()
  const messages = catalogues[useLanguage().tag]
  const fault = useFault(sessionId)
  return (
    <ConnectionInspector className="card" {...{ sessionId, options, log, messages }}>
      {fault.isOffered && <FaultSwitches {...fault} />}
    </ConnectionInspector>
  )
}
