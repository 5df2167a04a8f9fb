/** Every error and diagnostic as a sentence. */
import type { Complaint, CoreProblem } from './core/core.js'
import type { Diagnostic, ErrorCode, TranscriptionStatusError } from './types.js'

const MESSAGES: Record<ErrorCode, string> = {
  unreachable: 'The server cannot be reached. Trying again by itself; check your connection.',
  unavailable: 'The server answers, but cannot tell the status now. Trying again by itself.',
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

/** What is wrong with a field, or with the status as a whole. */
const COMPLAINTS: Record<Complaint, string> = {
  'not-json': 'is not JSON',
  'too-large': 'is longer than policy.maxFrameBytes',
  'too-deep': 'is nested deeper than policy.maxDepth',
  'missing-field': 'is missing',
  'wrong-type': 'is not of its documented type',
  'out-of-range': 'is outside its documented range',
  'unknown-word': 'is not a documented word; passed on as it is',
}

/** What `onDiagnostic` gets for something that the server sent. */
export function diagnosticOf(code: Complaint, field: string): Diagnostic {
  if (field === '') return { code, message: `the status ${COMPLAINTS[code]}` }
  return { code, field, message: `the status field "${field}" ${COMPLAINTS[code]}` }
}
