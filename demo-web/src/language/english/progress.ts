import { english, type ProgressMessages } from 'transcription-status-sse/components'
import { doneAgain, ofThisService } from '../ofThisService'

/** Nobody signs in here: a browser sees what was started in it. */
const errors = {
  unauthorized: {
    title: 'Your visit has expired.',
    advice: 'Reload this page.',
  },
  forbidden: {
    title: english.errors.forbidden.title,
    advice: 'It can only be seen in the browser that started it.',
  },
  'not-found': {
    title: english.errors['not-found'].title,
    advice: 'Check the address. A transcription can only be seen in the browser that started it.',
  },
}

/** What the package's components say of a job that can be done again. */
export const progress: ProgressMessages = ofThisService(english, {
  failures: {
    ...doneAgain('Do it again, or convert it to WAV or FLAC and upload that.'),
    internal_error: 'Nothing is wrong with your recording. Do it again in a moment.',
    too_many_attempts: 'Do it again in a moment.',
  },
  errors,
})

/** The same for a job whose recording is not kept any more. */
export const progressWithoutRecording: ProgressMessages = ofThisService(english, { errors })
