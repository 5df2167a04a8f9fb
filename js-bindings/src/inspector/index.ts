/** The connection inspector for developers, its texts, and the record behind it. */
export { ConnectionInspector, type ConnectionInspectorProps } from './connection-inspector.js'
export { useDecisionLog } from './use-decision-log.js'
export { decisionLog } from './decision-log.js'
export type { DecisionLog, LogEntry, LogView } from './decision-log.js'
export type { Asked, Cause, Facts, Reason, ReasonKind, Source } from './reason.js'
export { worded, type InspectorMessages } from './messages/contract.js'
export { english } from './messages/english.js'
export { arabic } from './messages/arabic.js'
