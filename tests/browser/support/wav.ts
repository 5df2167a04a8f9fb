/** Samples a second of the speech that these tests send: what speech recognition works with. */
export const sampleRate = 16_000

export const bytesPerSecond = 2 * sampleRate

/** A WAV file around mono 16-bit little-endian samples. */
export function wavOf(samples: Buffer): Buffer {
  const format = Buffer.alloc(16)
  format.writeUInt16LE(1, 0) // PCM
  format.writeUInt16LE(1, 2) // channels
  format.writeUInt32LE(sampleRate, 4)
  format.writeUInt32LE(bytesPerSecond, 8)
  format.writeUInt16LE(2, 12) // bytes a sample of all channels
  format.writeUInt16LE(16, 14) // bits a sample
  return chunk(
    'RIFF',
    Buffer.concat([Buffer.from('WAVE'), chunk('fmt ', format), chunk('data', samples)]),
  )
}

function chunk(id: string, body: Buffer): Buffer {
  const head = Buffer.alloc(8)
  head.write(id, 'latin1')
  head.writeUInt32LE(body.length, 4)
  return Buffer.concat([head, body])
}
