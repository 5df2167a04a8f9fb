/** Where the time goes, by V8's own samples. */
import { Session } from 'node:inspector/promises'

/** Shares, from 0 to 1, of what is running while `work` does. */
export async function profiled(work) {
  const session = new Session()
  session.connect()
  try {
    await session.post('Profiler.enable')
    await session.post('Profiler.start')
    await work()
    const { profile } = await session.post('Profiler.stop')
    return sharesOf(profile)
  } finally {
    session.disconnect()
  }
}

function sharesOf({ nodes, samples }) {
  const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]))
  const share = (isOne) => samples.filter((id) => isOne(frames.get(id))).length / samples.length
  return {
    webAssembly: share(({ url }) => url.startsWith('wasm:')),
    textDecoder: share(({ functionName }) => /^decode(UTF8)?$/.test(functionName)),
  }
}
