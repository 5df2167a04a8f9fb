import { readdirSync, readFileSync } from 'node:fs'
import {
  downloadLink,
  expectConnection,
  expectJob,
  expectProgressAbove,
  statusCard,
  upload,
} from './support/session-page'
import { speechLasting } from './support/speech'
import { expect, sessionPath, test } from './support/test'
import { shownBy } from './support/witness'

test.describe('a job whose recogniser breaks down', () => {
  test('AC-2.3.4 is shown as failed by the stream at once: while time stands still in the page, and without a reload', async ({
    page,
    gateway,
  }) => {
    await page.clock.install()
    await upload(page, speechLasting(240))
    await expectConnection(page, 'open')
    await expectProgressAbove(page, 0)
    const documents: string[] = []
    page.on('domcontentloaded', () => documents.push(page.url()))
    // No timer and no frame of the page runs from here on: what is shown was waited for by nobody.
    await page.clock.pauseAt(Date.now() + 10_000)

    breakRecogniserOf(sessionPath(page))
    await expectJob(page, 'failed')
    const failure = page.getByRole('alert')
    await expect(failure).toContainText('The transcription failed')
    await expect(statusCard(page)).toContainText('The recogniser broke down on this recording.')
    await expect(downloadLink(page)).toHaveCount(0)
    await expect(page.getByRole('button', { name: /cancel/i })).toHaveCount(0)

    expect(documents).toEqual([])
    expect([gateway.count('stream'), gateway.count('status')]).toEqual([1, 0])
    const { sequence, message } = gateway.statuses.at(-1) ?? {}
    expect((await shownBy(page)).at(-1)).toMatchObject({ sequence, message, status: 'failed' })
  })
})

/** End the process that transcribes this session, as the system does when memory runs out. */
function breakRecogniserOf(path: string): void {
  const sessionId = path.split('/').at(-1) ?? ''
  const processes = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  const found = processes.find((id) => {
    const command = commandOf(id)
    return command.includes('transcription_service.isolation.child') && command.includes(sessionId)
  })
  if (found === undefined) throw new Error(`Expected a process that transcribes ${sessionId}.`)
  process.kill(Number(found), 'SIGKILL')
}

function commandOf(processId: string): string {
  try {
    return readFileSync(`/proc/${processId}/cmdline`, 'utf8')
  } catch {
    // It has ended since the list was read.
    return ''
  }
}
