import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildFieldPage } from '../field-page/build'
import { decode } from './decode'
import { startService } from './service'
import { sampleSpeech } from './speech'

/** One service, one decoded sample and one page of tests for the whole run; Playwright calls the result at the end. */
export default async function globalSetup(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'browser-tests-'))
  process.env['DECODED_SPEECH'] = join(folder, 'speech.pcm')
  await writeFile(process.env['DECODED_SPEECH'], await decode(sampleSpeech().buffer))

  process.env['FIELD_PAGE'] = join(folder, 'field-page')
  await buildFieldPage(process.env['FIELD_PAGE'])

  const service = await startService()
  process.env['SERVICE_ORIGIN'] = service.origin
  return async () => {
    await service.stop()
    await rm(folder, { recursive: true, force: true })
  }
}
