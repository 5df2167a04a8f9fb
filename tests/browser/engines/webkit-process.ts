import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { Builder, Capabilities, type WebDriver } from 'selenium-webdriver'
import { freePort } from '../support/free-port'
import { findProgram } from '../support/programs'

export interface Session {
  driver: WebDriver
  end: () => Promise<void>
}

export interface WebKitScreen {
  /** A browser without cookies or storage, and a driver of its own for it. */
  newSession: () => Promise<Session>
  close: () => Promise<void>
}

/** Debian has it where PATH does not look. */
const miniBrowser = '/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser'

/** Where WebKitGTK's browsers are shown: nobody sees it. */
export async function openScreen(): Promise<WebKitScreen> {
  const home = await mkdtemp(join(tmpdir(), 'browser-tests-webkit-'))
  await makeNarrow(home)
  const program = findProgram('Xvfb', 'XVFB', ['Xvfb'], 'xvfb')
  const args = ['-screen', '0', '1400x1000x24', '-nolisten', 'tcp', '-displayfd', '1']
  const screen = startChild(program, args)
  const ended = once(screen, 'exit').then(() => {
    throw new Error('Expected Xvfb to name its display, but it ended.')
  })
  const [number] = (await Promise.race([once(screen.stdout ?? screen, 'data'), ended])) as [Buffer]
  ended.catch(() => undefined)
  const env = {
    DISPLAY: `:${number.toString().trim()}`,
    HOME: home,
    XDG_CONFIG_HOME: join(home, '.config'),
    XDG_RUNTIME_DIR: home,
    // Nothing of a desktop is looked for.
    GIO_USE_VFS: 'local',
    GSETTINGS_BACKEND: 'memory',
    NO_AT_BRIDGE: '1',
    TZ: 'UTC',
  }
  return {
    newSession: () => newSession(env),
    close: async () => {
      await end(screen)
      await rm(home, { recursive: true, force: true })
    },
  }
}

/** The buttons of MiniBrowser's toolbar would keep its window from being as narrow as a phone. */
async function makeNarrow(home: string): Promise<void> {
  const folder = join(home, '.config/gtk-3.0')
  await mkdir(folder, { recursive: true })
  const nothing = 'min-width: 0; padding: 0; margin: 0; border: 0; font-size: 1px'
  await writeFile(join(folder, 'gtk.css'), `* { ${nothing}; -gtk-icon-source: none }`)
}

/** A browser is up within a second or two; longer than this it is not coming any more. */
const startLimit = 30_000
const mostStarts = 3

/** Now and then WebKitGTK hangs while it starts: then it is started anew. */
async function newSession(env: NodeJS.ProcessEnv, start = 1): Promise<Session> {
  const port = await freePort()
  const program = findProgram('WebKit', 'WEBKIT_DRIVER', ['WebKitWebDriver'], 'webkit2gtk-driver')
  const server = startChild(program, [`--port=${port}`], env)
  const tooLate = new AbortController()
  try {
    const driver = await Promise.race([
      driverOf(server, port),
      wait(startLimit, undefined, { signal: tooLate.signal }).then(() => {
        throw new Error(`Expected WebKit within ${startLimit} ms.`)
      }),
    ])
    return {
      driver,
      end: async () => {
        await driver.quit()
        await end(server)
      },
    }
  } catch (error) {
    await end(server)
    if (start === mostStarts) throw error
    return await newSession(env, start + 1)
  } finally {
    tooLate.abort()
  }
}

async function driverOf(server: ChildProcess, port: number): Promise<WebDriver> {
  while (!(await accepts(port))) {
    if (server.exitCode !== null) throw new Error('Expected WebKitWebDriver to listen; it ended.')
  }
  const options = { binary: process.env['WEBKIT_PATH'] ?? miniBrowser, args: ['--automation'] }
  const capabilities = new Capabilities({
    browserName: 'MiniBrowser',
    'webkitgtk:browserOptions': options,
  })
  const driver = await new Builder()
    .usingServer(`http://127.0.0.1:${port}`)
    .withCapabilities(capabilities)
    .disableEnvironmentOverrides()
    .build()
  // Scripts that must end in time would bring a timer into the page.
  await driver.manage().setTimeouts({ script: null as never })
  return driver
}

function startChild(program: string, args: string[], env: NodeJS.ProcessEnv = {}): ChildProcess {
  const child = spawn(program, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const kill = (): void => void child.kill('SIGKILL')
  process.on('exit', kill)
  child.on('exit', () => process.off('exit', kill))
  return child
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.kill()) await once(child, 'exit')
}

async function accepts(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1')
  const isOpen = await once(socket, 'connect').then(
    () => true,
    () => false,
  )
  socket.destroy()
  return isOpen
}
