/** Every error and diagnostic as a sentence. */
import type { Complaint, CoreProblem } from './core/core.js'
import type { Diagnostic, ErrorCode, TranscriptionStatusError } from './types.js'

const MESSAGES: Record<ErrorCode, string> = {
  unreachable: 'The server cannot be reached. Trying again by itself; check your connection.',
  unauthorized: 'You are not signed in, or your sign-in has expired. Sign in and try again.',
  forbidden: 'You may not see this transcription. Ask its owner, or sign in as someone else.',
  'not-found': 'This transcription does not exist, or it belongs to someone else.',
  gone: 'This transcription has been deleted.',
  rejected: 'The server did not accept the request for the status. Try again later.',
  'ended-early': 'The server ended the updates before the transcription was done. Try again.',
  'core-unavailable': 'A part of this page could not be loaded. Check your connection, try again.',
}

/** What the app gets when the core could not be loaded, for `cause`. */
export const coreUnavailable = (cause: unknown): TranscriptionStatusError => ({
  code: 'core-unavailable',
  message: MESSAGES['core-unavailable'],
  fatal: true,
  cause,
})

/** What the app gets for a problem of the core, or null for none. */
export function errorOf(
  problem: CoreProblem,
  fatal: boolean,
  httpStatus: number,
): TranscriptionStatusError | null {
  if (problem === 'none') return null
  const error = { code: problem, message: MESSAGES[problem], fatal }
  return httpStatus > 0 ? { ...error, httpStatus } : error
}

/** What was expected, and what came. `$` is the field, or the text as a whole. */
const COMPLAINTS: Record<Complaint, string> = {
  'not-json': 'expected JSON, got other text',
  'too-large': 'expected at most policy.maxFrameBytes bytes, got more',
  'too-deep': 'expected JSON nested at most policy.maxDepth deep, got deeper',
  'missing-field': 'expected $, got none',
  'wrong-type': 'expected $ to have its documented type, got another',
  'out-of-range': 'expected $ in its documented range, got it outside',
  'unknown-word': 'expected a known word in $, got another, which is passed on',
}

/** What `onDiagnostic` gets. */
export function diagnosticOf(code: Complaint, field: string): Diagnostic {
  const what = field === '' ? 'the status' : `"${field}"`
  const message = COMPLAINTS[code].replace('$', what)
  return field === '' ? { code, message } : { code, field, message }
}
