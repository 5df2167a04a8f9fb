import type { TranscriptionStatus } from 'transcription-status-sse'
import type { Messages } from '../language/english'
import { hasEnded } from './lifecycle'

/** The page's title, for those who look at another tab: how far the job is, or how it ended. */
export function sessionTitle(
  messages: Messages,
  name: string,
  status: TranscriptionStatus | null,
): string {
  const words: Record<string, string> = messages.progress.status
  if (status?.status === 'processing') {
    return messages.session.titleWithProgress(status.progress, name)
  }
  if (status !== null && hasEnded(status)) {
    return messages.session.titleWithEnd(words[status.status] ?? '', name)
  }
  return messages.pageTitle(name)
}
