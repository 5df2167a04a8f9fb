/** Which processes a run has, in the words that start them. */
import { fromRoot } from '../paths.mjs'

const SERVER_FOLDER = fromRoot('demo-web/server')

/** The module that each kind of the service's processes runs. */
const API_MODULE = 'transcription_service'
const WORKER_MODULE = 'transcription_service.worker'

/**
 * Redis listens on the socket alone. Its file is written before a command is answered, and forced to
 * the disk each second: a Redis that is killed loses nothing, a machine without power one second.
 * Evicting keys would lose jobs; where memory ends, Redis refuses writes instead.
 */
export const redisProcess = (program, { redis, socket }) => ({
  name: 'redis',
  words: [
    program,
    ...['--port', '0', '--unixsocket', socket, '--unixsocketperm', '700'],
    ...['--dir', redis, '--appendonly', 'yes', '--appendfsync', 'everysec', '--save', ''],
    ...['--maxmemory-policy', 'noeviction', '--daemonize', 'no', '--loglevel', 'warning'],
  ],
  // Redis refuses to start in a language that the machine does not have.
  env: { ...process.env, LC_ALL: 'C' },
  stopSignal: 'SIGTERM',
  graceMs: 10_000,
})

/** One for each of `addresses`, `{ host, port }`; each with the `url` it answers at. */
export const apiProcesses = (python, addresses, env) =>
  addresses.map(({ host, port }, at) => ({
    ...serviceProcess(`api-${at + 1}`, python, API_MODULE, {
      ...env,
      HOST: host,
      PORT: String(port),
    }),
    url: `http://${host}:${port}`,
  }))

export const workerProcesses = (python, count, env) =>
  Array.from({ length: count }, (_, at) =>
    serviceProcess(`worker-${at + 1}`, python, WORKER_MODULE, env),
  )

const serviceProcess = (name, python, module, env) => ({
  name,
  words: [python, '-m', module],
  cwd: SERVER_FOLDER,
  env: { ...process.env, PYTHONUNBUFFERED: '1', ...env },
  stopSignal: 'SIGTERM',
  graceMs: 10_000,
})

/** nginx in the folder `nginx`, with the configuration at `path`. */
export const nginxProcess = (program, nginx, path) => ({
  name: 'nginx',
  // Root's nginx would work as a user who need not reach this folder.
  words: [
    program,
    ...['-p', nginx, '-c', path, '-e', 'stderr'],
    ...(process.getuid() === 0 ? ['-g', 'user root;'] : []),
  ],
  // A variable of this name tells nginx of sockets that it inherits.
  env: { ...process.env, NGINX: undefined },
  // Lets answers under way end, takes no new ones.
  stopSignal: 'SIGQUIT',
  graceMs: 2_000,
})
