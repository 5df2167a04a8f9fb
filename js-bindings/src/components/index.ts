/** The React components, their texts, and the hook behind their bar. */
export { TranscriptionProgress, type TranscriptionProgressProps } from './transcription-progress.js'
export { ConnectionIndicator, type ConnectionIndicatorProps } from './connection-indicator.js'
export { useSmoothProgress } from './use-smooth-progress.js'
export type { SmoothProgress } from './pace.js'
export type { ConnectionLook } from './connection-line.js'
export { english } from './messages/english.js'
export { arabic } from './messages/arabic.js'
export type { ProgressMessages } from './messages/contract.js'
