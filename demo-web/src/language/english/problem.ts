/** What happened, and what the user can do. */
export interface KnownProblem {
  title: string
  detail: string
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
    not_audio: {
      title: 'This file is not a recording that can be read.',
      detail: 'Choose a WAV, FLAC, MP3, OGG, WebM or M4A file.',
    },
    audio_broken: {
      title: 'This recording is damaged.',
      detail: 'Upload the whole file, or convert it to WAV or FLAC once more.',
    },
    audio_truncated: {
      title: 'This recording is not complete.',
      detail: 'Upload the whole file.',
    },
    audio_empty: {
      title: 'There is no sound in this recording.',
      detail: 'Choose another recording.',
    },
    audio_too_long: {
      title: 'This recording is too long.',
      detail: 'Cut it into shorter parts and upload those.',
    },
    upload_too_large: {
      title: 'This file is too large.',
      detail: 'Choose a smaller file, or convert it to MP3 or OGG.',
    },
    disk_full: {
      title: 'The service has no room at the moment.',
      detail: 'Try again later, or delete transcriptions of yours that you no longer need.',
    },
    too_many_jobs: {
      title: 'You have as many transcriptions waiting as are allowed.',
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
    transcript_not_ready: {
      title: 'The transcript is not ready yet.',
      detail: 'Wait until the transcription has ended.',
    },
    no_transcript: {
      title: 'There is no transcript of this.',
      detail: 'Do the transcription again to have one.',
    },
  } as Record<string, KnownProblem>,
}
