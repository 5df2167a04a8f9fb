export interface KnownProblem {
  title: string
  /** Where none stands here, the service's own follows. */
  detail?: string
}

export const problem = {
  unanswered: {
    title: 'The service did not answer.',
    detail: 'Check your internet connection and try again.',
  },
  unexpectedAnswer: (status: number): { title: string; detail: string } => ({
    title: 'The service could not do this.',
    detail: `It answered with code ${status}. Try again in a moment.`,
  }),
  /** By the service's code. */
  known: {
    not_audio: { title: 'This file is not a recording that can be read.' },
    audio_broken: { title: 'This recording is damaged.' },
    audio_truncated: { title: 'This recording is not complete.' },
    audio_empty: { title: 'There is no sound in this recording.' },
    audio_too_long: { title: 'This recording is too long.' },
    upload_too_large: { title: 'This file is too large.' },
    disk_full: { title: 'The service has no room at the moment.' },
    too_many_jobs: {
      title: 'As many of your transcriptions wait as may.',
      detail: 'Wait until one has ended, or cancel one.',
    },
    too_many_requests: {
      title: 'That was too often in a short time.',
      detail: 'Wait a minute and try again.',
    },
    stopping: {
      title: 'The service is just restarting.',
      detail: 'Try again in a moment.',
    },
    store_unavailable: {
      title: 'The service cannot reach its store at the moment.',
      detail: 'Try again in a moment.',
    },
    internal_error: {
      title: 'Something went wrong on our side.',
      detail: 'The fault was logged. Try again in a moment.',
    },
    unauthorized: {
      title: 'Your visit has expired.',
      detail: 'Reload this page and try again.',
    },
    session_unknown: {
      title: 'There is no such transcription.',
      detail: 'It may have been deleted, or it is somebody else’s.',
    },
    session_ended: {
      title: 'The transcription has ended already.',
      detail: 'There is nothing left to cancel.',
    },
    session_running: {
      title: 'The transcription is still running.',
      detail: 'Wait until it has ended, or cancel it first.',
    },
    recording_gone: {
      title: 'The recording is not kept any more.',
      detail: 'Upload it once more to transcribe it again.',
    },
  } as Record<string, KnownProblem>,
}
