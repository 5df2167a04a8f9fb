/**
 * Redis and nginx: what the machine has, else Debian's, unpacked below .cache for root, too.
 * Installing the packages would start both as services of the system, on ports of their own.
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

/** Where Debian keeps programs that are not on every user's PATH. */
const SYSTEM_PLACES = '/usr/local/sbin:/usr/sbin:/usr/local/bin:/usr/bin'

/** The path of redis-server: $REDIS_SERVER, or the machine's, or an unpacked one. */
export const ensureRedis = (env = process.env) => ensure(REDIS, env)

/** The path of nginx: $NGINX, or the machine's, or an unpacked one. */
export const ensureNginx = (env = process.env) => ensure(NGINX, env)

async function ensure(server, env) {
  return (await foundServer(server, env)) ?? (await fetchedServer(server))
}

/** What the machine has; `systemPlaces` are searched after $PATH. Null if there is none. */
export async function foundServer({ name, variable }, env, systemPlaces = SYSTEM_PLACES) {
  const chosen = env[variable]
  if (!chosen) return onPath([name], `${env.PATH ?? ''}:${systemPlaces}`)
  if (await isProgram(chosen)) return chosen
  throw new PlainError(`${variable} was expected to name ${name}, '${chosen}' is no program`)
}

/** The path of a script that starts Debian's, fetched if it is not there yet. */
async function fetchedServer(server) {
  const otherwise = `install ${server.name}, or set ${server.variable} to where it is`
  const folder = await ensureDebianFolder(server.name, [server.name], {
    otherwise,
    choose: async (apt) => {
      const offered = (await apt.show(server.packages)).map((fields) => fields.Package)
      if (offered.length === 0)
        throw new PlainError(`apt was expected to offer ${server.name}, it does not; ${otherwise}`)
      return withLibraries([...new Set(offered)], apt.show, await installedPackages())
    },
  })
  const starter = join(folder, server.name)
  await writeStarter(starter, `'${join(folder, server.program)}'`, await libraryFolders(folder))
  const { code, output } = await attempt(starter, [server.version])
  if (code === 0) return starter
  throw new PlainError(
    `Debian's ${server.name} does not start here (${output.trim()}); ` +
      `delete ${folder} to have it fetched anew, or ${otherwise}`,
  )
}

export const fetchedRedis = () => fetchedServer(REDIS)
export const fetchedNginx = () => fetchedServer(NGINX)
