import type { TranscriptionStatus } from 'transcription-status-sse'

/** The job will not change any more. */
export const hasEnded = ({ status }: TranscriptionStatus): boolean =>
  status === 'completed' || status === 'failed' || status === 'cancelled'

/** The later of two statuses of one session: both times are the service's own. */
export const newer = (
  one: TranscriptionStatus,
  other: TranscriptionStatus | null,
): TranscriptionStatus =>
  other !== null && Date.parse(other.timestamp) >= Date.parse(one.timestamp) ? other : one
