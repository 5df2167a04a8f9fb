import type { Span } from '../../../admin/period'

/** What stands around the administrators' figures: signing in, periods, what is wrong. */
export const shell = {
  title: 'Connections',
  lead: 'How the connections of all users are.',
  pageTitle: (page: string): string => `${page} · Administration`,
  loadingPage: 'Loading the page…',

  signIn: {
    title: 'For administrators',
    lead: 'Show the administration key of this service to see how all connections are.',
    key: 'Administration key',
    where:
      'It is what ADMIN_KEY is set to, or else in the file admin-key of the service’s data folder.',
    submit: 'Sign in',
    submitting: 'Signing in…',
    missing: 'Enter the key first.',
    wrong: {
      title: 'This is not the key of this service.',
      detail: 'Check that it is whole and without blanks, then try again.',
    },
    signOut: 'Sign out',
  },

  refusal: {
    unanswered: {
      title: 'The service does not answer.',
      detail: 'Check that it runs and that you are online, then try again.',
    },
    expired: {
      title: 'Your visit has expired.',
      detail: 'Reload this page, then sign in.',
    },
    busy: (seconds: string | null): { title: string; detail: string } => ({
      title: 'Too many tries from this address.',
      detail: seconds === null ? 'Try again in a moment.' : `Try again in ${seconds}.`,
    }),
    unavailable: (seconds: string | null): { title: string; detail: string } => ({
      title: 'The service cannot answer now.',
      detail: `It is being stopped, or cannot reach its store. ${
        seconds === null ? 'Try again in a moment.' : `Try again in ${seconds}.`
      }`,
    }),
    period: {
      title: 'This period cannot be looked at.',
      detail:
        'Choose one that begins in the past, ends after its beginning, and is at most 366 days long.',
    },
    unknown: {
      title: 'There is no such session.',
      detail: 'It may have been removed, or the address is mistyped.',
    },
    other: (status: number): { title: string; detail: string } => ({
      title: 'The service could not answer this.',
      detail: `It answered with code ${status}. Try again in a moment.`,
    }),
    tryAgain: 'Try again',
    reload: 'Reload the page',
  },

  period: {
    label: 'Period',
    spans: { hour: 'Last hour', day: 'Last day', week: '7 days', month: '30 days' } as Record<
      Span,
      string
    >,
    own: 'Own range',
    from: 'From',
    to: 'To',
    show: 'Show',
    backwards: 'The end must come after the beginning.',
    incomplete: 'Enter both a beginning and an end.',
  },

  renewal: {
    reload: 'Reload',
    automatic: 'Renew the overview by itself',
    loading: 'Loading the figures…',
    loaded: 'The figures are up to date.',
  },

  section: {
    waiting: 'Loading…',
    renewing: 'renewing…',
    old: 'still of the period before',
    asOf: (time: string, ago: string): string => `As of ${time}, ${ago}`,
  },

  empty: {
    title: 'Nobody was connected in this period.',
    detail:
      'As soon as somebody watches a transcription, this page shows who is connected, how fast updates arrive, what fails and why, and what streams save. Choose a longer period, or make a connection of your own:',
    make: 'Transcribe a sample',
  },

  plot: {
    table: 'Show as a table',
    time: 'Time',
  },
}
