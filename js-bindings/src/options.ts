/** Checks the options where they are given, and says by name which one is wrong. */
import type { Policy, TransportChoice } from './core/core.js'
import type { Range } from './core/records.js'
import { POLICY_RANGES, TRANSPORT_CHOICES } from './core/records.js'
import type { TranscriptionClientOptions } from './types.js'

/**
 * What decides which connection is meant: equal settings share one. Of functions only their being
 * there counts, and of headers too: they may change while the connection lasts.
 */
export interface Settings {
  sessionId: string
  streamUrl: string
  statusUrl: string
  telemetryUrl: string | undefined
  transport: TransportChoice
  withCredentials: boolean
  /** There are headers to send. */
  hasHeaders: boolean
  /** New credentials can be asked for. */
  canRenew: boolean
  policy: Partial<Policy>
  shareAcrossTabs: boolean | string
}

const TYPES: Record<keyof TranscriptionClientOptions, string> = {
  baseUrl: 'string',
  streamUrl: 'function',
  statusUrl: 'function',
  transport: 'string',
  withCredentials: 'boolean',
  headers: 'object or function',
  refreshAuth: 'function',
  policy: 'object',
  shareAcrossTabs: 'boolean or string',
  onTransition: 'function',
  onDiagnostic: 'function',
  onMetrics: 'function',
  onDecision: 'function',
  telemetryUrl: 'string',
}

/**
 * The settings that `options` stand for.
 *
 * @throws TypeError or RangeError that names the option, what was expected and what came
 */
export function settingsOf(sessionId: string, options: TranscriptionClientOptions): Settings {
  if (typeof sessionId !== 'string' || sessionId === '') {
    throw new TypeError(`sessionId: expected a non-empty string, got ${shown(sessionId)}`)
  }
  for (const [name, value] of Object.entries(options)) {
    const type = known(TYPES, 'options', name)
    if (value !== undefined && (value === null || !type.includes(typeof value))) {
      throw new TypeError(`${name}: expected ${type}, got ${shown(value)}`)
    }
  }
  const { baseUrl = '', withCredentials = false, headers, policy = {} } = options
  for (const [name, value] of Object.entries(policy)) {
    expectNumber(`policy.${name}`, value, known(POLICY_RANGES, 'policy', name))
  }
  const session = `${baseUrl.replace(/\/$/, '')}/api/v1/sessions/${encodeURIComponent(sessionId)}`
  return {
    sessionId,
    streamUrl: options.streamUrl?.(sessionId) ?? `${session}/status/stream`,
    statusUrl: options.statusUrl?.(sessionId) ?? `${session}/status`,
    telemetryUrl: options.telemetryUrl,
    transport: transportOf(options),
    withCredentials,
    hasHeaders: headers !== undefined,
    canRenew: typeof headers === 'function' || options.refreshAuth !== undefined,
    policy,
    shareAcrossTabs: options.shareAcrossTabs ?? false,
  }
}

/** A string that is equal for equal settings, and can be turned back into them. */
export function keyOf(settings: Settings): string {
  // As texts, that begin with the name.
  const policy = Object.entries(settings.policy).sort()
  return JSON.stringify({ ...settings, policy: Object.fromEntries(policy) })
}

/** The settings that a key stands for. */
export const settingsOfKey = (key: string): Settings => JSON.parse(key) as Settings

function transportOf({ transport = 'auto', headers }: TranscriptionClientOptions): TransportChoice {
  if (!TRANSPORT_CHOICES.includes(transport)) {
    throw new TypeError(
      `transport: expected one of ${TRANSPORT_CHOICES.join(', ')}, got ${shown(transport)}`,
    )
  }
  if (headers === undefined) return transport
  if (transport === 'eventsource') {
    throw new TypeError("headers: EventSource sends none; use transport 'auto' or 'fetch'")
  }
  try {
    if (typeof headers === 'object') new Headers(headers)
  } catch (reason) {
    throw new TypeError(`headers: expected valid names and values, got ${String(reason)}`, {
      cause: reason,
    })
  }
  return transport === 'auto' ? 'fetch' : transport
}

function known<T>(table: Record<string, T>, group: string, name: string): T {
  if (Object.hasOwn(table, name)) return table[name] as T
  const all = Object.keys(table).join(', ')
  throw new TypeError(`${group}.${name}: no such option; known are ${all}`)
}

function expectNumber(name: string, value: unknown, range: Range): void {
  const { least, most = Number.MAX_VALUE, whole = false } = range
  // Written so that NaN fails.
  const isWithin = typeof value === 'number' && value >= least && value <= most
  if (isWithin && !(whole && value % 1)) return
  const kind = whole ? 'a whole number' : 'a finite number'
  const limits = range.most === undefined ? `of at least ${least}` : `from ${least} to ${most}`
  throw new RangeError(`${name}: expected ${kind} ${limits}, got ${shown(value)}`)
}

const shown = (value: unknown): string =>
  typeof value === 'string' ? JSON.stringify(value) : String(value)
