export const shell = {
  product: 'Live transcription',
  pageTitle: (page: string): string => `${page} · Live transcription`,
  skipToContent: 'Skip to the content',
  language: 'Language',
  pages: 'Pages',
  toStart: 'New transcription',
  toSessions: 'Your transcriptions',
  languageAway: 'This language could not be loaded. Check your internet connection and try again.',

  /** Before something is lost that cannot be had again. */
  leaving: {
    stay: 'Stay here',
    upload: {
      title: 'Stop the upload?',
      detail: 'The recording has not arrived yet. If you leave, it must be uploaded again.',
      leave: 'Stop it and leave',
    },
    recording: {
      title: 'Throw the recording away?',
      detail: 'It has not been sent. If you leave, it is lost.',
      leave: 'Throw it away and leave',
    },
  },

  loading: 'Loading this page…',

  notFound: {
    title: 'There is no such page',
    detail: 'The address may be mistyped.',
    home: 'To the start page',
  },

  crash: {
    title: 'This page ran into an error',
    detail: 'Reload the page. If that does not help, go back to the start page.',
    badPolicy: 'This address asks for a connection setting that does not exist or does not work',
    withoutPolicy: 'Open without these settings',
    reload: 'Reload',
  },
}
