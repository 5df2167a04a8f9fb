/**
 * apt with state, lists and cache of its own: it reads the machine's sources, keys and proxy
 * settings, and writes only below `folder`. Works as root or not.
 */
import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { run } from '../run/command.mjs'

/**
 * Hooks that the machine attached to `apt-get update` would touch the system, and its extra index
 * targets would download what nobody here reads; both are cleared.
 */
const configuration = (folder) => `
Dir::State "${folder}/state/";
Dir::State::status "${folder}/state/status";
Dir::Cache "${folder}/cache/";
Dir::Log "${folder}/log/";
APT::Sandbox::User "root";
Acquire::Languages "none";
Acquire::Retries "2";
#clear APT::Update::Pre-Invoke;
#clear APT::Update::Post-Invoke;
#clear APT::Update::Post-Invoke-Success;
#clear Acquire::IndexTargets::deb::DEP-11;
#clear Acquire::IndexTargets::deb::DEP-11-icons-small;
`

/** Sources of our own instead of the machine's; its preferences are about those. */
const ownSources = (folder) => `
Dir::Etc::sourcelist "${folder}/apt.sources";
Dir::Etc::sourceparts "-";
Dir::Etc::preferences "-";
Dir::Etc::preferencesparts "-";
`

/**
 * Prepares `folder` and downloads the package lists, of `sources` (deb822 text) or, without, of the
 * machine's own sources.
 */
export async function openPrivateApt(folder, sources = null) {
  const places = ['state/lists/partial', 'cache/archives/partial', 'log', 'packages']
  await Promise.all(places.map((place) => mkdir(join(folder, place), { recursive: true })))
  await writeFile(join(folder, 'state/status'), '')
  await writeFile(join(folder, 'apt.sources'), sources ?? '')
  const settings = configuration(folder) + (sources === null ? '' : ownSources(folder))
  await writeFile(join(folder, 'apt.conf'), settings)
  const config = ['-c', join(folder, 'apt.conf')]
  await run('apt-get', [...config, '--error-on=any', 'update'])

  return {
    /** The newest version's fields (`Version`, `Depends`, …) of each of `names` that exists. */
    async show(names) {
      const args = [...config, 'show', '--no-all-versions', ...names]
      return parseStanzas(await run('apt-cache', args, { stdoutOnly: true }))
    },
    /** Downloads `names`; apt checks each file against the signed lists. Gives back the files. */
    async download(names) {
      const packages = join(folder, 'packages')
      await run('apt-get', [...config, 'download', ...names], { cwd: packages })
      const files = (await readdir(packages)).filter((name) => name.endsWith('.deb')).sort()
      return Promise.all(files.map((file) => describe(join(packages, file))))
    },
  }
}

/** Parses `apt-cache show` into one Map-like object a package. */
export function parseStanzas(text) {
  const stanzas = text.split(/\n\s*\n/).filter((stanza) => stanza.startsWith('Package:'))
  return stanzas.map((stanza) =>
    Object.fromEntries([...stanza.matchAll(/^([A-Za-z0-9-]+): (.*)$/gm)].map((m) => [m[1], m[2]])),
  )
}

async function describe(path) {
  const output = await run('dpkg-deb', ['--show', '--showformat', '${Package} ${Version}', path])
  const [name, version] = output.trim().split(' ')
  const sha256 = createHash('sha256')
    .update(await readFile(path))
    .digest('hex')
  return { name, version, sha256, path }
}
