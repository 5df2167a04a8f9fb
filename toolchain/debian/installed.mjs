/** What the system has installed of Debian's packages. */
import { run } from '../run/command.mjs'

/**
 * Names of installed packages. Libraries that the system has are those that its C library goes with:
 * what is unpacked beside the system should not bring them again.
 */
export async function installedPackages() {
  const format = '${db:Status-Abbrev} ${Package}\n'
  const lines = await run('dpkg-query', ['--show', '--showformat', format])
  return lines.split('\n').flatMap((line) => /^ii\s+(\S+)/.exec(line)?.[1] ?? [])
}
