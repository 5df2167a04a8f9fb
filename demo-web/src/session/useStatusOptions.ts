import { useMemo } from 'react'
import { useLocation } from 'react-router'
import type { TranscriptionClientOptions } from 'transcription-status-sse'
import { telemetryUrl } from '../api/service'
import { policyFromQuery } from '../policyFromQuery'
import { assignedTransport } from './assignedTransport'

/** How all pages follow a session: equal settings share one connection, in all tabs. */
export function useStatusOptions(): TranscriptionClientOptions {
  const { search } = useLocation()
  return useMemo(
    () => ({
      policy: policyFromQuery(search),
      shareAcrossTabs: true,
      transport: assignedTransport(document.cookie),
      telemetryUrl,
    }),
    [search],
  )
}
