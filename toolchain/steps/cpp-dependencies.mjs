/** nlohmann_json and GoogleTest: the system's, or Debian's unpacked below .cache. */
import { existsSync } from 'node:fs'
import { ensureDebianFolder, hasApt } from '../debian/folder.mjs'

const PLACES = ['/usr/include/nlohmann/json.hpp', '/usr/local/include/nlohmann/json.hpp']
const GOOGLETEST = '/usr/src/googletest/googletest/src/gtest-all.cc'

/** Makes both findable for CMake, which downloads what it does not find (toolchain/cmake). */
export async function ensureCppDependencies() {
  if (PLACES.some(existsSync) && existsSync(GOOGLETEST)) return
  if (!hasApt()) return
  await ensureDebianFolder('cpp', ['nlohmann-json3-dev', 'googletest'], {
    otherwise: 'install nlohmann-json3-dev and googletest',
  })
}
