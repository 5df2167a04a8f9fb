import { expect, type Page } from '@playwright/test'
import { readdirSync, readFileSync } from 'node:fs'
import { expectJob } from './session-page'

/**
 * The process that transcribes a session. A test that needs the job to run until something else has
 * happened holds it: so a short recording is enough, and no machine is too fast or too slow.
 */
export interface Recogniser {
  /** Stop in mid-work, as if it had no processor: the job runs on, and brings nothing new. */
  hold: () => void
  goOn: () => void
  /** End, as the system ends it when memory runs out. */
  breakDown: () => void
}

/** That of this session; waits until there is one. */
export async function recogniserOf(sessionId: string): Promise<Recogniser> {
  let found: number | undefined
  await expect
    .poll(() => (found = processOf(sessionId)), `a process that transcribes ${sessionId}`)
    .toBeDefined()
  const send = (signal: NodeJS.Signals) => (): void => {
    process.kill(found ?? Number.NaN, signal)
  }
  return { hold: send('SIGSTOP'), goOn: send('SIGCONT'), breakDown: send('SIGKILL') }
}

/** Hold the recogniser of the session that `page` shows, once the page shows that it works. */
export async function holdRecogniser(page: Page): Promise<Recogniser> {
  const recogniser = await recogniserOf(sessionIdOf(page))
  await expectJob(page, 'processing')
  recogniser.hold()
  return recogniser
}

export function sessionIdOf(page: Page): string {
  return new URL(page.url()).pathname.split('/').at(-1) ?? ''
}

function processOf(sessionId: string): number | undefined {
  const ids = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  const found = ids.find((id) => {
    const command = commandOf(id)
    return command.includes('transcription_service.isolation.child') && command.includes(sessionId)
  })
  return found === undefined ? undefined : Number(found)
}

function commandOf(processId: string): string {
  try {
    return readFileSync(`/proc/${processId}/cmdline`, 'utf8')
  } catch {
    // It has ended since the list was read.
    return ''
  }
}
