import { chromium } from '@playwright/test'
import { chromiumFlags, findChromium } from './chromium'
import { sampleRate } from './wav'

/** The sound of an audio file as mono 16-bit little-endian samples, decoded by the browser. */
export async function decode(audio: Buffer): Promise<Buffer> {
  const browser = await chromium.launch({ executablePath: findChromium(), args: chromiumFlags })
  try {
    const page = await browser.newPage()
    const decoded = await page.evaluate(
      async ([base64, rate]) => {
        const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
        const context = new OfflineAudioContext(1, 1, rate)
        const sound = await context.decodeAudioData(bytes.buffer)
        return Array.from(sound.getChannelData(0), (sample) =>
          Math.round(Math.max(-1, Math.min(1, sample)) * 32_767),
        )
      },
      [audio.toString('base64'), sampleRate] as const,
    )
    return Buffer.from(Int16Array.from(decoded).buffer)
  } finally {
    await browser.close()
  }
}
