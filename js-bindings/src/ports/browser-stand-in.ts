/** What a test has put in the place of the browser. */
import type { StatusSource } from '../source.js'
import type { Ports } from './ports.js'

export interface StandIn {
  ports: Ports
  /** The sessions that are followed in it, by key. */
  stores: Map<string, StatusSource>
  /** Where `online` and `offline` are heard. */
  window: EventTarget
}

/** Entries that bring their core with them have modules of their own: this one place is for all. */
const PLACE = Symbol.for('transcription-status-sse')

interface World {
  [PLACE]?: StandIn | undefined
}

export const standIn = (): StandIn | undefined => (globalThis as World)[PLACE]

/** Nothing: the browser itself is there again. */
export const putInPlace = (other: StandIn | undefined): void =>
  void ((globalThis as World)[PLACE] = other)
