/** The Python environments of the demo's server and of the tools that check this project. */
import { fromRoot } from '../paths.mjs'
import { ensurePythonEnvironment } from '../python/environment.mjs'

const SERVER = fromRoot('demo-web/server/requirements.lock')
const SERVER_TESTS = fromRoot('demo-web/server/requirements-dev.lock')

/** What the server needs to run. Gives back the environment's folder of programs. */
export const serverEnvironment = () => ensurePythonEnvironment('server', [SERVER])

/** The server's packages and what tests and checks it. */
export const serverTestEnvironment = () =>
  ensurePythonEnvironment('server-tests', [SERVER, SERVER_TESTS])

/** clang-format and clang-tidy. */
export const cppToolEnvironment = () =>
  ensurePythonEnvironment('cpp-tools', [fromRoot('toolchain/python/cpp-tools.lock')])
