/** Debian packages installed on this system, for root on a machine that is there to be tested on. */
import { attempt, run } from '../run/command.mjs'
import { step } from '../run/progress.mjs'
import { hasApt } from './folder.mjs'

/** True if `installPackages` may be called: fresh containers are root, people mostly are not. */
export const canInstall = () => hasApt() && process.getuid() === 0

/** Installs `packages` by apt-get; its lists are brought up to date only where they do not serve. */
export const installPackages = (packages) =>
  step(`installing on this system (apt-get install ${packages.join(' ')})`, async () => {
    const env = { DEBIAN_FRONTEND: 'noninteractive' }
    const install = ['install', '--yes', '--no-install-recommends', ...packages]
    if ((await attempt('apt-get', install, { env })).code === 0) return
    await run('apt-get', ['update'], { env })
    await run('apt-get', install, { env })
  })
