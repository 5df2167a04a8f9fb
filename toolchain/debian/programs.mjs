/**
 * Redis, nginx and promtool: what the machine has, else Debian's, unpacked below .cache for root, too.
 * Installing the packages would start services of the system, on ports of their own.
 */
import { join } from 'node:path'
import { attempt } from '../run/command.mjs'
import { PlainError } from '../run/errors.mjs'
import { isProgram, onPath } from '../run/lookup.mjs'
import { withLibraries } from './dependencies.mjs'
import { ensureDebianFolder } from './folder.mjs'
import { installedPackages } from './installed.mjs'
import { libraryFolders, writeStarter } from './libraries.mjs'

/**
 * `packages` are all that may hold the program, of which a release need not have each: where
 * redis-server is a link, what it points to is in redis-tools; until Debian 11, nginx was empty.
 */
const REDIS = {
  name: 'redis-server',
  variable: 'REDIS_SERVER',
  packages: ['redis-server', 'redis-tools'],
  program: 'usr/bin/redis-server',
  version: '--version',
}
const NGINX = {
  name: 'nginx',
  variable: 'NGINX',
  packages: ['nginx', 'nginx-light'],
  program: 'usr/sbin/nginx',
  version: '-v',
}
/** Prometheus's own judge of metrics. It needs nothing of what its package wants for web pages. */
const PROMTOOL = {
  name: 'promtool',
  variable: 'PROMTOOL',
  packages: ['prometheus'],
  program: 'usr/bin/promtool',
  version: '--version',
  isAlone: true,
}

/** Where Debian keeps programs that are not on every user's PATH. */
const SYSTEM_PLACES = '/usr/local/sbin:/usr/sbin:/usr/local/bin:/usr/bin'

/** The path of redis-server: $REDIS_SERVER, or the machine's, or an unpacked one. */
export const ensureRedis = (env = process.env) => ensure(REDIS, env)

/** The path of nginx: $NGINX, or the machine's, or an unpacked one. */
export const ensureNginx = (env = process.env) => ensure(NGINX, env)

/** The path of promtool: $PROMTOOL, or the machine's, or an unpacked one. */
export const ensurePromtool = (env = process.env) => ensure(PROMTOOL, env)

async function ensure(program, env) {
  return (await foundProgram(program, env)) ?? (await fetchedProgram(program))
}

/** What the machine has; `systemPlaces` are searched after $PATH. Null if there is none. */
export async function foundProgram({ name, variable }, env, systemPlaces = SYSTEM_PLACES) {
  const chosen = env[variable]
  if (!chosen) return onPath([name], `${env.PATH ?? ''}:${systemPlaces}`)
  if (await isProgram(chosen)) return chosen
  throw new PlainError(`${variable} was expected to name ${name}, '${chosen}' is no program`)
}

/** The path of a script that starts Debian's, fetched if it is not there yet. */
async function fetchedProgram(described) {
  const otherwise = `install ${described.name}, or set ${described.variable} to where it is`
  const folder = await ensureDebianFolder(described.name, [described.name], {
    otherwise,
    choose: async (apt) => {
      const offered = (await apt.show(described.packages)).map((fields) => fields.Package)
      if (offered.length === 0)
        throw new PlainError(
          `apt was expected to offer ${described.name}, it does not; ${otherwise}`,
        )
      const chosen = [...new Set(offered)]
      if (described.isAlone) return chosen
      return withLibraries(chosen, apt.show, await installedPackages())
    },
  })
  const starter = join(folder, described.name)
  await writeStarter(starter, `'${join(folder, described.program)}'`, await libraryFolders(folder))
  const { code, output } = await attempt(starter, [described.version])
  if (code === 0) return starter
  throw new PlainError(
    `Debian's ${described.name} does not start here (${output.trim()}); ` +
      `delete ${folder} to have it fetched anew, or ${otherwise}`,
  )
}

export const fetchedRedis = () => fetchedProgram(REDIS)
export const fetchedNginx = () => fetchedProgram(NGINX)
