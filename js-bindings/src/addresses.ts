/** Checks where requests would go. Not for the hook: on the server it sends none. */
import type { Settings } from './options.js'
import type { TranscriptionClientOptions } from './types.js'

/**
 * @param base what relative addresses are relative to; undefined where there is no page
 * @throws TypeError that names the option whose address cannot be resolved
 */
export function checkAddresses(
  settings: Settings,
  options: TranscriptionClientOptions,
  base: string | undefined,
): void {
  for (const name of ['streamUrl', 'statusUrl', 'telemetryUrl'] as const) {
    const address = settings[name]
    if (address !== undefined) {
      addressOf(options[name] === undefined ? 'baseUrl' : name, address, base)
    }
  }
}

/** The address that the option `name` gives; `base` and errors as above. */
export function addressOf(name: string, address: unknown, base: string | undefined): URL {
  const text = address instanceof URL ? address.href : address
  try {
    if (typeof text === 'string') return new URL(text, base)
  } catch {
    // Told below.
  }
  const kind = base === undefined ? 'an absolute' : 'a valid'
  throw new TypeError(`${name}: expected ${kind} address, got ${JSON.stringify(text)}`)
}
