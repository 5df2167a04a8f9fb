/** Installs the npm packages that package-lock.json lists. */
import { ROOT } from '../paths.mjs'
import { buildStep } from '../run/build-step.mjs'
import { attempt } from '../run/command.mjs'
import { PlainError } from '../run/errors.mjs'
import { isAtLeast } from '../run/versions.mjs'

/** Vite and ESLint ask for it. */
const MINIMUM_NODE = '20.19.0'

/** `npm ci`, unless it was done for this lock. Gives back the step's fingerprint. */
export const installNpmPackages = () =>
  buildStep({
    name: 'npm',
    title: 'npm packages',
    inputs: ['package-lock.json', 'js-bindings/package.json', 'demo-web/package.json'],
    facts: [process.platform, process.arch, process.versions.modules],
    outputs: ['node_modules/.package-lock.json'],
    work: install,
  })

async function install() {
  if (!isAtLeast(process.versions.node, MINIMUM_NODE)) {
    throw new PlainError(
      `Node ${MINIMUM_NODE} or newer is needed, this is ${process.versions.node}; install a newer one`,
    )
  }
  const { code, output } = await attempt('npm', ['ci', '--loglevel=error'], { cwd: ROOT })
  if (code === 0) return
  // npm puts its reason first and a page of usage behind it.
  const reason = output.split('\n').slice(0, 12).join('\n')
  throw new PlainError(`'npm ci' ended with code ${code}\n${reason}`)
}
