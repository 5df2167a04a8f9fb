/** Checks the options where they are given, and says by name which one is wrong. */
import type { Policy, TransportChoice } from './core/core.js'
import type { TranscriptionClientOptions } from './types.js'

/** Options that decide which connection is meant: equal settings share one. */
export interface Settings {
  streamUrl: string
  statusUrl: string
  transport: TransportChoice
  withCredentials: boolean
  policy: Partial<Policy>
}

const TRANSPORTS: readonly TransportChoice[] = ['auto', 'eventsource', 'polling']

interface Range {
  least: number
  most?: number
  whole?: boolean
}

// Of a duration, at least one millisecond: nothing may happen again and again at one moment.
const duration: Range = { least: 1 }
const count: Range = { least: 1, whole: true }
const share: Range = { least: 0, most: 1 }

const POLICY_RANGES: Record<keyof Policy, Range> = {
  maxAttempts: count,
  connectTimeoutMs: duration,
  backoffBaseMs: duration,
  backoffCapMs: duration,
  backoffJitterFloor: share,
  proofOfUseMs: duration,
  silenceMs: duration,
  silenceCadences: { least: 1 },
  silenceFloorMs: duration,
  pollIntervalMs: duration,
  pollIntervalCapMs: duration,
  requestTimeoutMs: duration,
  probeIntervalMs: duration,
  probeJitter: share,
  wakeStaleMs: duration,
  idleWaitMs: duration,
  retryAfterCapMs: duration,
  lingerMs: { least: 0 },
  maxFrameBytes: count,
  maxDepth: count,
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
  const { baseUrl = '', transport = 'auto', withCredentials = false, policy = {} } = options
  expectType('baseUrl', baseUrl, 'string')
  expectType('withCredentials', withCredentials, 'boolean')
  if (!TRANSPORTS.includes(transport)) {
    throw new TypeError(
      `transport: expected one of ${TRANSPORTS.join(', ')}, got ${shown(transport)}`,
    )
  }
  for (const name of ['streamUrl', 'statusUrl', 'onTransition', 'onDiagnostic'] as const) {
    if (options[name] !== undefined) expectType(name, options[name], 'function')
  }
  expectType('policy', policy, 'object')
  checkPolicy(policy)
  const session = `${baseUrl.replace(/\/$/, '')}/api/v1/sessions/${encodeURIComponent(sessionId)}`
  return {
    streamUrl: options.streamUrl?.(sessionId) ?? `${session}/status/stream`,
    statusUrl: options.statusUrl?.(sessionId) ?? `${session}/status`,
    transport,
    withCredentials,
    policy,
  }
}

/** A string that is equal for equal settings, and can be turned back into them. */
export function keyOf(settings: Settings): string {
  const policy = Object.entries(settings.policy).sort(([a], [b]) => (a < b ? -1 : 1))
  return JSON.stringify({ ...settings, policy: Object.fromEntries(policy) })
}

/** The settings that a key stands for. */
export const settingsOfKey = (key: string): Settings => JSON.parse(key) as Settings

function checkPolicy(policy: Partial<Policy>): void {
  for (const [name, value] of Object.entries(policy) as [keyof Policy, unknown][]) {
    const range = Object.hasOwn(POLICY_RANGES, name) ? POLICY_RANGES[name] : undefined
    if (range === undefined) {
      const known = Object.keys(POLICY_RANGES).join(', ')
      throw new TypeError(`policy.${name}: no such option; known are ${known}`)
    }
    expectNumber(`policy.${name}`, value, range)
  }
}

function expectNumber(name: string, value: unknown, range: Range): void {
  const { least, most = Number.MAX_VALUE, whole = false } = range
  const isNumber = typeof value === 'number' && (whole ? Number.isInteger(value) : true)
  // Written so that NaN fails.
  if (isNumber && value >= least && value <= most) return
  const kind = whole ? 'a whole number' : 'a finite number'
  const limits = range.most === undefined ? `of at least ${least}` : `from ${least} to ${most}`
  throw new RangeError(`${name}: expected ${kind} ${limits}, got ${shown(value)}`)
}

function expectType(
  name: string,
  value: unknown,
  type: 'string' | 'boolean' | 'function' | 'object',
): void {
  if (typeof value !== type || value === null) {
    throw new TypeError(`${name}: expected ${type}, got ${shown(value)}`)
  }
}

const shown = (value: unknown): string =>
  typeof value === 'string' ? JSON.stringify(value) : String(value)
