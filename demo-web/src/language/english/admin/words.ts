import type { Cause, Transport } from '../../../admin/api/answers'

/** What the service calls by codes. */
export const words = {
  transports: { sse: 'Stream', polling: 'Polling' } as Record<Transport, string>,

  /** What a connection does. */
  states: {
    idle: 'not begun',
    connecting: 'connecting',
    open: 'stream open',
    backoff: 'waiting to reconnect',
    polling: 'polling',
    suspended: 'offline or out of sight',
    closed: 'ended',
    failed: 'given up',
  } as Record<string, string>,

  /** When a client reports. */
  occasions: {
    ended: 'at its end',
    hidden: 'when the page was left',
  } as Record<string, string>,

  /** Why a client polls. */
  fallbackReasons: {
    unsupported: 'the browser knows no streams',
    requested: 'the page asked for polling',
    error: 'streams broke or could not be had',
    refused: 'streams were refused',
    'connect-timeout': 'streams did not open in time',
    silence: 'streams brought nothing for too long',
    'died-young': 'streams ended at once',
  } as Record<string, string>,

  /** How a stream ended. */
  departures: {
    completed: 'Job completed',
    failed: 'Job failed',
    cancelled: 'Job cancelled',
    idle: 'Closed as idle',
    shutdown: 'Service restarted',
    expired: 'Its time was over',
    replaced: 'Replaced by a newer one',
    left: 'Client went away',
    stuck: 'Client took no bytes',
    error: 'Fault of the service',
    process_lost: 'Process was lost',
    unknown: 'Not known',
  } as Record<Cause, string>,
}
