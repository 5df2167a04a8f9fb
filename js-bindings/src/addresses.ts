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
    if (address === undefined || isAddress(address, base)) continue
    const kind = base === undefined ? 'an absolute' : 'a valid'
    const option = options[name] === undefined ? 'baseUrl' : name
    throw new TypeError(`${option}: expected ${kind} address, got ${JSON.stringify(address)}`)
  }
}

function isAddress(address: string, base: string | undefined): boolean {
  try {
    new URL(address, base)
    return true
  } catch {
    return false
  }
}
