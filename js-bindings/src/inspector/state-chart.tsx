import type { ReactElement } from 'react'
import type { ConnectionState, Transition } from '../types.js'
import { ARROWS, arrowOf, BOX, PLACES, VIEW, type Arrow } from './chart-layout.js'
import type { InspectorMessages } from './messages/contract.js'
import { EDGES } from './transitions.js'

const STATES = Object.keys(PLACES) as ConnectionState[]

interface StateChartProps {
  state: ConnectionState
  /** The newest, or null where none was seen. */
  transition: Transition | null
  messages: InspectorMessages
}

/**
 * The machine's states and the ways between them: where the connection is, how it came there, and
 * where it can go from there.
 */
export function StateChart({ state, transition, messages }: StateChartProps): ReactElement {
  const last = transition?.to === state ? arrowOfTransition(transition) : null
  const others = ARROWS.filter(({ edge }) => edge !== last?.edge)
  const [possible, rest] = split(others, ({ edge }) => edge.from === state)
  const { now, last: lastly } = messages.chart
  const label = last === null ? now(state) : `${now(state)} ${lastly(last.edge.from, state)}`
  return (
    <svg
      data-part="chart"
      role="img"
      aria-label={label}
      direction="ltr"
      viewBox={`${VIEW.x} ${VIEW.y} ${VIEW.width} ${VIEW.height}`}
    >
      {rest.map((arrow) => (
        <ArrowPath key={arrow.line} arrow={arrow} />
      ))}
      {possible.map((arrow) => (
        <ArrowPath key={arrow.line} arrow={arrow} kind="possible" />
      ))}
      {last !== null && <ArrowPath arrow={last} kind="last" />}
      {STATES.map((name) => (
        <State key={name} name={name} isCurrent={name === state} />
      ))}
    </svg>
  )
}

function arrowOfTransition({ from, to }: Transition): Arrow | null {
  const edge = EDGES.find((one) => one.from === from && one.to === to)
  if (edge === undefined) return null
  return ARROWS.find((arrow) => arrow.edge === edge) ?? arrowOf(edge)
}

function split<Item>(items: readonly Item[], is: (item: Item) => boolean): [Item[], Item[]] {
  return [items.filter(is), items.filter((item) => !is(item))]
}

interface ArrowPathProps {
  arrow: Arrow
  kind?: 'possible' | 'last'
}

function ArrowPath({ arrow: { edge, line, head }, kind }: ArrowPathProps): ReactElement {
  return (
    <g data-part="arrow" data-kind={kind ?? 'other'} data-from={edge.from} data-to={edge.to}>
      <title>{edge.events.join(', ')}</title>
      <path data-part="line" d={line} />
      <path data-part="head" d={head} />
    </g>
  )
}

function State({ name, isCurrent }: { name: ConnectionState; isCurrent: boolean }): ReactElement {
  const { x, y } = PLACES[name]
  return (
    <g data-part="state" data-state={name} data-current={isCurrent}>
      <rect
        x={x - BOX.width / 2}
        y={y - BOX.height / 2}
        width={BOX.width}
        height={BOX.height}
        rx={BOX.height / 2}
      />
      <text x={x} y={y} textAnchor="middle" dominantBaseline="central">
        {name}
      </text>
    </g>
  )
}
