import { arabic } from 'transcription-status-sse/components'
import type { Messages } from '../english'
import { doneAgain, ofThisService } from '../ofThisService'

const errors = {
  unauthorized: { title: 'انتهت صلاحية زيارتك.', advice: 'أعد تحميل هذه الصفحة.' },
  forbidden: {
    title: arabic.errors.forbidden.title,
    advice: 'لا يظهر إلا في المتصفح الذي بدأه.',
  },
  'not-found': {
    title: arabic.errors['not-found'].title,
    advice: 'تحقَّق من العنوان. لا يظهر التفريغ إلا في المتصفح الذي بدأه.',
  },
}

export const progress: Messages['progress'] = ofThisService(arabic, {
  failures: {
    ...doneAgain('أعد التفريغ، أو حوّل التسجيل إلى WAV أو FLAC ثم ارفعه.'),
    internal_error: 'لا عيب في تسجيلك. أعد التفريغ بعد قليل.',
    too_many_attempts: 'أعد التفريغ بعد قليل.',
  },
  errors,
})

export const progressWithoutRecording: Messages['progressWithoutRecording'] = ofThisService(
  arabic,
  { errors },
)
