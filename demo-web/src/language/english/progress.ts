import { english, type ProgressMessages } from 'transcription-status-sse/components'
import { doneAgain, ofThisService } from '../ofThisService'

/** What the package's components say; here a job can also be done again. */
export const progress: ProgressMessages = ofThisService(english, {
  ...doneAgain('Do it again, or convert it to WAV or FLAC and upload that.'),
  internal_error: 'Nothing is wrong with your recording. Do it again in a moment.',
  too_many_attempts: 'Do it again in a moment.',
})
