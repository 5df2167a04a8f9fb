// TypeScript bindings for emscripten-generated code.  Automatically generated at compile time.
interface WasmModule {
}

type EmbindString = ArrayBuffer|Uint8Array|Uint8ClampedArray|Int8Array|string;
export type ConnectionState = 'idle'|'connecting'|'open'|'backoff'|'polling'|'suspended'|'closed'|'failed';

export type CoreMode = 'none'|'sse'|'polling';

export type TransportChoice = 'auto'|'eventsource'|'fetch'|'polling';

export type CoreFallbackReason = 'none'|'unsupported'|'requested'|'error'|'refused'|'connect-timeout'|'silence'|'died-young';

export type CoreProblem = 'none'|'unreachable'|'unavailable'|'unauthorized'|'forbidden'|'not-found'|'gone'|'rejected'|'ended-early';

export type CoreEventType = 'retry'|'acquire'|'release'|'dispose'|'online'|'offline'|'wake'|'hide'|'tick'|'stream-opened'|'stream-message'|'stream-bytes'|'stream-refused'|'stream-failed'|'response';

export type CoreEffectType = 'open-stream'|'close-stream'|'request-status'|'cancel-request'|'renew-credentials'|'publish'|'finish'|'report';

export type CoreComplaint = 'none'|'not-json'|'too-large'|'too-deep'|'missing-field'|'wrong-type'|'out-of-range'|'unknown-word';

export type CoreEnvironment = {
  transport: TransportChoice,
  canStream: boolean,
  online: boolean,
  visible: boolean,
  canRenew: boolean
};

export type Policy = {
  maxAttempts: number,
  connectTimeoutMs: number,
  backoffBaseMs: number,
  backoffCapMs: number,
  backoffJitterFloor: number,
  proofOfUseMs: number,
  silenceMs: number,
  silenceCadences: number,
  silenceFloorMs: number,
  pollIntervalMs: number,
  pollIntervalCapMs: number,
  requestTimeoutMs: number,
  probeIntervalMs: number,
  probeJitter: number,
  wakeStaleMs: number,
  idleWaitMs: number,
  retryAfterCapMs: number,
  lingerMs: number,
  maxFrameBytes: number,
  maxDepth: number
};

export type StreamFailures = {
  error: number,
  refused: number,
  connectTimeout: number,
  silence: number,
  diedYoung: number
};

export type TimeIn = {
  connecting: number,
  open: number,
  backoff: number,
  polling: number,
  suspended: number
};

export type UpdateLatency = {
  lastMs: number,
  uncertaintyMs: number,
  clockOffsetMs: number,
  upTo10: number,
  upTo25: number,
  upTo50: number,
  upTo100: number,
  upTo250: number,
  upTo1000: number,
  upTo3000: number,
  over3000: number
};

export type ConnectionMetrics = {
  streamsOpened: number,
  connects: number,
  disconnects: number,
  reconnects: number,
  plannedCloses: number,
  statusRequests: number,
  statusFailures: number,
  requests: number,
  bytes: number,
  updates: number,
  outdated: number,
  rejected: number,
  uptimeRatio: number,
  failures: StreamFailures,
  timeIn: TimeIn,
  latency: UpdateLatency
};

export type CoreEvent = {
  type: CoreEventType,
  generation: number,
  name: EmbindString,
  text: EmbindString,
  id: EmbindString,
  httpStatus: number,
  retryAfterMs: number,
  awayMs: number
};

export type CoreEffect = {
  type: CoreEffectType,
  generation: number,
  urgent: boolean,
  complaint: CoreComplaint,
  text: EmbindString
};

export type CoreSnapshot = {
  state: ConnectionState,
  mode: CoreMode,
  connected: boolean,
  stale: boolean,
  probing: boolean,
  fallbackReason: CoreFallbackReason,
  attempt: number,
  maxAttempts: number,
  problem: CoreProblem,
  fatal: boolean,
  httpStatus: number,
  nextAttemptAt: number,
  lastUpdateAt: number,
  pollInterval: number,
  statusText: EmbindString,
  progress: number,
  metrics: ConnectionMetrics
};

interface EmbindModule {
  ConnectionState: {idle: 'idle', connecting: 'connecting', open: 'open', backoff: 'backoff', polling: 'polling', suspended: 'suspended', closed: 'closed', failed: 'failed'};
  CoreMode: {none: 'none', sse: 'sse', polling: 'polling'};
  TransportChoice: {auto: 'auto', eventsource: 'eventsource', fetch: 'fetch', polling: 'polling'};
  CoreFallbackReason: {none: 'none', unsupported: 'unsupported', requested: 'requested', error: 'error', refused: 'refused', 'connect-timeout': 'connect-timeout', silence: 'silence', 'died-young': 'died-young'};
  CoreProblem: {none: 'none', unreachable: 'unreachable', unavailable: 'unavailable', unauthorized: 'unauthorized', forbidden: 'forbidden', 'not-found': 'not-found', gone: 'gone', rejected: 'rejected', 'ended-early': 'ended-early'};
  CoreEventType: {retry: 'retry', acquire: 'acquire', release: 'release', dispose: 'dispose', online: 'online', offline: 'offline', wake: 'wake', hide: 'hide', tick: 'tick', 'stream-opened': 'stream-opened', 'stream-message': 'stream-message', 'stream-bytes': 'stream-bytes', 'stream-refused': 'stream-refused', 'stream-failed': 'stream-failed', response: 'response'};
  CoreEffectType: {'open-stream': 'open-stream', 'close-stream': 'close-stream', 'request-status': 'request-status', 'cancel-request': 'cancel-request', 'renew-credentials': 'renew-credentials', publish: 'publish', finish: 'finish', report: 'report'};
  CoreComplaint: {none: 'none', 'not-json': 'not-json', 'too-large': 'too-large', 'too-deep': 'too-deep', 'missing-field': 'missing-field', 'wrong-type': 'wrong-type', 'out-of-range': 'out-of-range', 'unknown-word': 'unknown-word'};
  defaultPolicy(): Policy;
  openSession(_0: Policy, _1: number): number;
  closeSession(_0: number): void;
  nextDeadline(_0: number): number;
  streamRetry(): number;
  dispatch(_0: number, _1: CoreEvent, _2: number): number;
  effectAt(_0: number): CoreEffect;
  snapshot(_0: number, _1: number): CoreSnapshot;
  start(_0: number, _1: CoreEnvironment, _2: EmbindString, _3: number): number;
  startEventStream(_0: EmbindString): void;
  parseEvents(_0: EmbindString): string;
  streamId(): string;
}

export type MainModule = WasmModule & EmbindModule;
export default function MainModuleFactory (options?: unknown): Promise<MainModule>;
