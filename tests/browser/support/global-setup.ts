import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { decode } from './decode'
import { startService } from './service'
import { sampleSpeech } from './speech'

/** One service and one decoded sample for the whole run; Playwright calls the result at the end. */
export default async function globalSetup(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'decoded-speech-'))
  process.env['DECODED_SPEECH'] = join(folder, 'speech.pcm')
  await writeFile(process.env['DECODED_SPEECH'], await decode(sampleSpeech().buffer))

  const service = await startService()
  process.env['SERVICE_ORIGIN'] = service.origin
  return async () => {
    await service.stop()
    await rm(folder, { recursive: true, force: true })
  }
}
