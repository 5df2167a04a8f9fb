import bidi from 'selenium-webdriver/bidi/index.js'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { findProgram } from '../support/programs'

// Its types (4.35) export the class as a member; the module (4.46) is the class.
const BiDi = bidi as unknown as typeof bidi.Index

/** One WebDriver BiDi command; its answer has the shape that the specification gives it. */
export type Send = <Answer = unknown>(method: string, params?: object) => Promise<Answer>

export interface FirefoxProcess {
  send: Send
  stop: () => Promise<void>
}

/** What would speak to others, or to the user, at a first start. */
const preferences = {
  'app.normandy.enabled': false,
  'app.update.disabledForTesting': true,
  'browser.aboutwelcome.enabled': false,
  'browser.newtabpage.enabled': false,
  'browser.safebrowsing.blockedURIs.enabled': false,
  'browser.safebrowsing.downloads.enabled': false,
  'browser.safebrowsing.malware.enabled': false,
  'browser.safebrowsing.phishing.enabled': false,
  'browser.shell.checkDefaultBrowser': false,
  'browser.startup.homepage': 'about:blank',
  'browser.startup.page': 0,
  'datareporting.policy.dataSubmissionEnabled': false,
  'extensions.getAddons.cache.enabled': false,
  'extensions.update.enabled': false,
  'intl.accept_languages': 'en-GB,en',
  'media.gmp-manager.updateEnabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'services.settings.server': 'data:,nothing',
  'toolkit.telemetry.reportingpolicy.firstRun': false,
}

/** The system's Firefox without a window, spoken to by WebDriver BiDi, with a profile of its own. */
export async function startFirefoxProcess(): Promise<FirefoxProcess> {
  const program = findProgram('Firefox', 'FIREFOX_PATH', ['firefox-esr', 'firefox'], 'firefox-esr')
  const folder = await mkdtemp(join(tmpdir(), 'browser-tests-firefox-'))
  const lines = Object.entries(preferences).map(
    ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`,
  )
  await writeFile(join(folder, 'user.js'), lines.join('\n'))

  const args = ['--headless', '--no-remote', '--profile', folder, '--remote-debugging-port=0']
  const child = spawn(program, args, {
    env: { ...process.env, HOME: folder, MOZ_CRASHREPORTER_DISABLE: '1', TZ: 'UTC' },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const kill = (): void => void child.kill('SIGKILL')
  process.on('exit', kill)
  const ended = once(child, 'exit')
  const address = await new Promise<string>((found, fail) => {
    createInterface({ input: child.stderr }).on('line', (line) => {
      const [, url] = /WebDriver BiDi listening on (ws:\S+)/.exec(line) ?? []
      if (url !== undefined) found(url)
    })
    void ended.then(() => fail(new Error(`Expected ${program} to listen, but it ended.`)))
  })

  const connection = new BiDi(`${address}/session`)
  await connection.waitForConnection()
  const send = (async (method, params = {}) => {
    const answer = (await connection.send({ method, params })) as {
      result: unknown
      error?: string
      message?: string
    }
    if (answer.error === undefined) return answer.result
    throw new Error(`${method}: ${answer.error}, ${answer.message}`)
  }) as Send
  await send('session.new', { capabilities: {} })
  return {
    send,
    stop: async () => {
      await send('browser.close')
      await ended
      process.off('exit', kill)
      await rm(folder, { recursive: true, force: true })
    },
  }
}
