/** What the harness may ask for, checked: what is wrong is told by name. */

/** A request that cannot be met, with its HTTP status. */
export class Refusal extends Error {
  constructor(status, message) {
    super(message)
    this.status = status
  }
}

const wrong = (name, expected, got) =>
  new Refusal(400, `${name}: expected ${expected}, got ${JSON.stringify(got)}`)

/** The JSON object that `text` is. */
export function objectOf(text) {
  let found
  try {
    found = JSON.parse(text)
  } catch (error) {
    throw new Refusal(400, `the body: expected JSON, ${error.message}`)
  }
  if (!isObject(found)) throw wrong('the body', 'a JSON object', found)
  return found
}

/**
 * What a body of `POST /` asks for. A null is as good as a field left out, as the harness writes it;
 * fields that are not known are for other services.
 */
export function streamRequestOf(body) {
  const given = (name) => body[name] ?? undefined
  const method = given('method')
  if (method !== undefined && method !== 'GET') {
    throw wrong('method', "GET, as the capabilities name neither 'post' nor 'report'", method)
  }
  if (given('body')) throw wrong('body', 'none, as the method is GET', given('body'))
  return {
    streamUrl: address('streamUrl', given('streamUrl')),
    callbackUrl: address('callbackUrl', given('callbackUrl')),
    headers: headersOf(given('headers')),
    lastEventId: eventId(given('lastEventId')),
    initialDelayMs: milliseconds('initialDelayMs', given('initialDelayMs'), 0),
    readTimeoutMs: milliseconds('readTimeoutMs', given('readTimeoutMs'), 1),
  }
}

const COMMANDS = ['listen', 'restart']

/** The command that a body names. */
export function commandOf({ command }) {
  if (!COMMANDS.includes(command)) throw wrong('command', COMMANDS.join(' or '), command)
  return command
}

const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value)

function address(name, value) {
  const url = typeof value === 'string' && URL.canParse(value) ? new URL(value) : null
  if (!/^https?:$/.test(url?.protocol ?? '')) throw wrong(name, 'an http or https URL', value)
  return value
}

function eventId(value) {
  // eslint-disable-next-line no-control-regex -- they are what it is about
  const isFit = value === undefined || (typeof value === 'string' && !/[\0-\x1f\x7f]/.test(value))
  if (!isFit) throw wrong('lastEventId', 'a string that a header can hold', value)
  return value
}

/** The longest that a timer takes. */
const LONGEST_MS = 2 ** 31 - 1

function milliseconds(name, value, least) {
  if (value === undefined) return undefined
  if (!Number.isInteger(value) || value < least || value > LONGEST_MS) {
    throw wrong(name, `a whole number of milliseconds from ${least} to ${LONGEST_MS}`, value)
  }
  return value
}

function headersOf(value) {
  if (value === undefined) return undefined
  const expected = 'an object of header names and string values'
  if (!isObject(value)) throw wrong('headers', expected, value)
  for (const one of Object.values(value)) {
    if (typeof one !== 'string') throw wrong('headers', expected, value)
  }
  try {
    new Headers(value)
  } catch {
    throw wrong('headers', 'names and values that HTTP allows', value)
  }
  return value
}
