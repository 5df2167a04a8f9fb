import { arabic } from 'transcription-status-sse/components'
import type { Messages } from '../english'
import { doneAgain, ofThisService } from '../ofThisService'

export const progress: Messages['progress'] = ofThisService(arabic, {
  ...doneAgain('أعد التفريغ، أو حوّل التسجيل إلى WAV أو FLAC ثم ارفعه.'),
  internal_error: 'لا عيب في تسجيلك. أعد التفريغ بعد قليل.',
  too_many_attempts: 'أعد التفريغ بعد قليل.',
})
