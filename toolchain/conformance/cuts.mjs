/** The ways in which the bytes of a case are fed: where they are cut must not matter. */

const SAMPLES = 64
const EMPTY = new Uint8Array(0)

/** `{ name, chunks }` of each way that `splits` asks for; the chunks are made while they are read. */
export function* cutsOf(chunks, splits) {
  yield { name: 'as given', chunks }
  const whole = Buffer.concat(chunks)
  yield { name: 'whole', chunks: [whole] }
  if (splits === 'declared') return
  yield { name: 'byte by byte', chunks: singleBytes(whole) }
  if (splits === 'all') {
    yield { name: 'byte by byte, nothing between', chunks: singleBytes(whole, [EMPTY]) }
  }
  const step = splits === 'all' ? 1 : Math.max(1, whole.length / SAMPLES)
  for (let at = step; Math.round(at) < whole.length; at += step) {
    const cut = Math.round(at)
    yield { name: `cut at ${cut}`, chunks: [whole.subarray(0, cut), whole.subarray(cut)] }
  }
}

function* singleBytes(bytes, between = []) {
  for (let at = 0; at < bytes.length; at += 1) {
    yield* between
    yield bytes.subarray(at, at + 1)
  }
  yield* between
}
