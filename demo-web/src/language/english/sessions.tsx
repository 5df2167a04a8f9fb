import type { ReactNode } from 'react'
import { plural } from './units'

export const history = {
  heading: 'Your transcriptions',
  empty: 'None yet. They will be listed here.',
  lead: 'What you uploaded and recorded, newest first.',
  start: 'Start one',
  loading: 'Loading your transcriptions…',
  showAll: 'Show all',
  showOlder: 'Show older ones',
  olderShown: (count: number): string =>
    plural(count, { one: '# more is shown.', other: '# more are shown.' }),
  progressOf: (name: string): string => `Progress of ${name}`,
  doAgain: (name: string): string => `Do ${name} again`,
  delete: (name: string): string => `Delete ${name}`,
  deleted: (name: string): string => `${name} was deleted.`,
}

export const deletion = {
  title: 'Delete this transcription?',
  detail: (name: ReactNode): ReactNode => (
    <>{name}, its recording and its transcript are deleted for good.</>
  ),
  whileRunning: 'It is still running and will be cancelled.',
  confirm: 'Delete',
  deleting: 'Deleting…',
  keep: 'Keep it',
}
