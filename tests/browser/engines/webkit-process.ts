import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Builder, Capabilities, type WebDriver } from 'selenium-webdriver'
import { freePort } from '../support/free-port'
import { findProgram } from '../support/programs'

export interface WebKitProcess {
  /** A browser of its own, without cookies or storage: one at a time. */
  newSession: () => Promise<WebDriver>
  version: string
  stop: () => Promise<void>
}

/** Debian has it where PATH does not look. */
const miniBrowser = '/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser'

/** WebKitGTK's driver, with a screen that nobody sees. */
export async function startWebKitProcess(): Promise<WebKitProcess> {
  const folder = await mkdtemp(join(tmpdir(), 'browser-tests-webkit-'))
  const screen = await startScreen()
  const port = await freePort()
  const program = findProgram('WebKit', 'WEBKIT_DRIVER', ['WebKitWebDriver'], 'webkit2gtk-driver')
  const driver = startChild(program, [`--port=${port}`], {
    DISPLAY: screen.display,
    HOME: folder,
    XDG_RUNTIME_DIR: folder,
    // Nothing of a desktop is looked for.
    GIO_USE_VFS: 'local',
    GSETTINGS_BACKEND: 'memory',
    NO_AT_BRIDGE: '1',
    TZ: 'UTC',
  })
  while (!(await accepts(port)));

  const options = { binary: process.env['WEBKIT_PATH'] ?? miniBrowser, args: ['--automation'] }
  const capabilities = new Capabilities({
    browserName: 'MiniBrowser',
    'webkitgtk:browserOptions': options,
  })
  const newSession = (): Promise<WebDriver> =>
    Promise.resolve(
      new Builder()
        .usingServer(`http://127.0.0.1:${port}`)
        .withCapabilities(capabilities)
        .disableEnvironmentOverrides()
        .build(),
    )
  const first = await newSession()
  const version = (await first.getCapabilities()).getBrowserVersion() ?? ''
  await first.quit()
  return {
    newSession,
    version,
    stop: async () => {
      await end(driver)
      await end(screen.child)
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function startScreen(): Promise<{ child: ChildProcess; display: string }> {
  const program = findProgram('Xvfb', 'XVFB', ['Xvfb'], 'xvfb')
  const screen = ['-screen', '0', '1400x1000x24', '-nolisten', 'tcp', '-displayfd', '1']
  const child = startChild(program, screen, {})
  const ended = once(child, 'exit').then(() => {
    throw new Error('Expected Xvfb to name its display, but it ended.')
  })
  const [number] = (await Promise.race([once(child.stdout ?? child, 'data'), ended])) as [Buffer]
  ended.catch(() => undefined)
  return { child, display: `:${number.toString().trim()}` }
}

function startChild(program: string, args: string[], env: NodeJS.ProcessEnv): ChildProcess {
  const child = spawn(program, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  process.on('exit', () => child.kill('SIGKILL'))
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
