import type { ReactNode } from 'react'
import { units } from './units'

export const home = {
  title: 'Speech to text, live',
  lead: 'Choose a recording and watch its transcription as it happens.',
}

export const chooser = {
  label: 'Audio for the transcription',
  drop: 'Drop a recording here',
  dropNow: 'Let go to upload',
  paste: 'Or copy a recording and paste it here',
  choose: 'Choose a file',
  formats: 'WAV, FLAC, MP3, OGG, WebM or M4A. It stays on this server.',
  record: 'Record with the microphone',
  samples: 'No recording at hand? Try a sample',
  /** By the file's name, where another language has one of its own. */
  sampleTitles: {} as Record<string, string>,
  useSample: (title: ReactNode, length: number): ReactNode => (
    <>
      {title}, {units.seconds(length)}
    </>
  ),
  severalFiles: {
    title: 'One recording at a time, please.',
    detail: 'Several files came at once. Drop or paste a single one.',
  },
  noFile: {
    title: 'That was not a file.',
    detail: 'Drop or paste a recording from your files: text, links and folders cannot be used.',
  },
}

export const upload = {
  sending: (fileName: ReactNode): ReactNode => <>Uploading {fileName}</>,
  progress: 'Upload progress',
  sent: (sentBytes: number, totalBytes: number): string =>
    `${units.megabytes(sentBytes)} of ${units.megabytes(totalBytes)}`,
  remaining: (bytesPerSecond: number, seconds: number): string =>
    `${units.megabytesPerSecond(bytesPerSecond)}, ${units.about(seconds)} left`,
  checking: 'Received. The recording is being checked…',
  cancel: 'Cancel upload',
  again: (fileName: ReactNode): ReactNode => <>Try again with {fileName}</>,
}
