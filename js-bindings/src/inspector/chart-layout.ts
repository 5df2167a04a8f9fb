/** Where the states stand in the chart, and how the ways between them run. Units are the SVG's. */
import type { ConnectionState } from '../types.js'
import { EDGES, type Edge } from './transitions.js'

export interface Point {
  x: number
  y: number
}

export const BOX = { width: 94, height: 34 }
export const VIEW = { x: -4, y: 12, width: 376, height: 332 }

/** Centres. What an attempt goes through stands in the middle, the ends below. */
export const PLACES: Readonly<Record<ConnectionState, Point>> = {
  idle: { x: 186, y: 34 },
  backoff: { x: 56, y: 130 },
  connecting: { x: 186, y: 130 },
  suspended: { x: 316, y: 130 },
  polling: { x: 56, y: 226 },
  open: { x: 186, y: 226 },
  failed: { x: 56, y: 322 },
  closed: { x: 316, y: 322 },
}

/** Ways that would run through another state bend towards these points. */
const BENDS: Readonly<Record<string, Point>> = {
  'idle closed': { x: 252, y: 84 },
  'backoff suspended': { x: 186, y: 90 },
  'suspended backoff': { x: 186, y: 170 },
  'backoff closed': { x: 256, y: 180 },
  'closed backoff': { x: 280, y: 190 },
  'backoff failed': { x: 148, y: 230 },
  'failed backoff': { x: -36, y: 222 },
}

const HEAD = { length: 7, half: 3 }

/** How far apart the two directions of one way run. */
const APART = 5

const isSame = (one: Edge, from: ConnectionState, to: ConnectionState): boolean =>
  one.from === from && one.to === to

/** An arrow: its line, and the triangle at its end, as SVG path data. */
export interface Arrow {
  edge: Edge
  line: string
  head: string
}

/**
 * All ways but those that only the last user's leaving takes, which would lead from everywhere to
 * `closed`.
 */
export const ARROWS: readonly Arrow[] = EDGES.filter(
  ({ events }) => !events.every((event) => event === 'release' || event === 'linger_due'),
).map(arrowOf)

/** The arrow of any way, also of one that the chart leaves out. */
export function arrowOf(edge: Edge): Arrow {
  const [a, b] = [PLACES[edge.from], PLACES[edge.to]]
  const bend = BENDS[`${edge.from} ${edge.to}`]
  const isPair = EDGES.some((other) => isSame(other, edge.to, edge.from))
  const aside = bend === undefined && isPair ? sideways(a, b, APART) : { x: 0, y: 0 }
  const [from, to] = [plus(a, aside), plus(b, aside)]
  const start = border(a, from, bend ?? to)
  const end = border(b, to, bend ?? from)
  const via = bend === undefined ? 'L' : `Q${said(bend)} `
  return { edge, line: `M${said(start)} ${via}${said(end)}`, head: head(bend ?? start, end) }
}

// Functions, not constants: ARROWS is made while the module is still being read.
function said({ x, y }: Point): string {
  return `${x.toFixed(1)},${y.toFixed(1)}`
}

function plus(a: Point, b: Point): Point {
  return { x: a.x + b.x, y: a.y + b.y }
}

/** To the left of the way from `a` to `b`. */
function sideways(a: Point, b: Point, by: number): Point {
  const length = Math.hypot(b.x - a.x, b.y - a.y)
  return { x: ((b.y - a.y) / length) * by, y: ((a.x - b.x) / length) * by }
}

/** Where the line from `within` the box around `centre` to `outside` leaves it. */
function border(centre: Point, within: Point, outside: Point): Point {
  const [dx, dy] = [outside.x - within.x, outside.y - within.y]
  const room = (at: number, middle: number, half: number, d: number): number =>
    d === 0 ? Infinity : (middle + Math.sign(d) * half - at) / d
  const share = Math.min(
    room(within.x, centre.x, BOX.width / 2 + 2, dx),
    room(within.y, centre.y, BOX.height / 2 + 2, dy),
  )
  return { x: within.x + dx * share, y: within.y + dy * share }
}

function head(from: Point, tip: Point): string {
  const length = Math.hypot(tip.x - from.x, tip.y - from.y)
  const back = {
    x: tip.x - ((tip.x - from.x) / length) * HEAD.length,
    y: tip.y - ((tip.y - from.y) / length) * HEAD.length,
  }
  const aside = sideways(from, tip, HEAD.half)
  const other = { x: back.x - aside.x, y: back.y - aside.y }
  return `M${said(tip)} L${said(plus(back, aside))} L${said(other)} Z`
}
