import { readFileSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { bytesPerSecond, wavOf } from './wav'

/** A file as Playwright's file input takes it. */
export interface AudioFile {
  name: string
  mimeType: string
  buffer: Buffer
}

const samples = resolve(import.meta.dirname, '../../../demo-web/public/samples')

/** The page's first speech sample, as it is committed. */
export function sampleSpeech(): AudioFile {
  const path = join(samples, basename(firstSample().url))
  return { name: basename(path), mimeType: 'audio/ogg', buffer: readFileSync(path) }
}

/** What is said in it. */
export function spokenWords(): string[] {
  return (
    firstSample()
      .text.toLowerCase()
      .match(/[a-z]+/g) ?? []
  )
}

/** Speech of this length in one file, the sample said again and again: a job to be watched. */
export function speechLasting(seconds: number): AudioFile {
  const sample = readFileSync(decodedSpeechPath())
  const sound = Buffer.alloc(seconds * bytesPerSecond)
  for (let at = 0; at < sound.length; at += sample.length) sample.copy(sound, at)
  return { name: 'speech.wav', mimeType: 'audio/wav', buffer: wavOf(sound) }
}

/** Where global-setup left the sample's sound, as 16-bit samples without a header. */
export function decodedSpeechPath(): string {
  const path = process.env['DECODED_SPEECH']
  if (path === undefined) throw new Error('DECODED_SPEECH is missing: global-setup did not run.')
  return path
}

function firstSample(): { url: string; text: string } {
  const list = JSON.parse(readFileSync(join(samples, 'samples.json'), 'utf8')) as {
    samples: { url: string; text: string }[]
  }
  const [first] = list.samples
  if (first === undefined) throw new Error(`Expected a sample in ${samples}/samples.json.`)
  return first
}
