import type { CDPSession } from '@playwright/test'

/** What lives on the page's heap after a collection. */
export interface Census {
  /** How many there are of each class, as in `object Store`, `closure`, `native AbortSignal`. */
  population: Map<string, number>
  /** The size of what the program made. Not of its code: that is compiled again and again. */
  heapBytes: number
}

interface HeapSnapshot {
  snapshot: { meta: { node_fields: string[]; node_types: [string[], ...unknown[]] } }
  nodes: number[]
  strings: string[]
}

/** V8's names for what a program makes; the others are what the engine makes of the program. */
const made = [
  'object',
  'closure',
  'array',
  'string',
  'concatenated string',
  'sliced string',
  'regexp',
  'number',
  'symbol',
  'bigint',
]

/** What is noted of requests and their failures for whoever develops the page. */
const notes = [
  'PerformanceResourceTiming',
  'blink::NetworkResourcesData::ResourceData',
  'blink::ConsoleMessage',
  'blink::SourceLocation',
]

/** V8 calls what it holds for itself native too. */
const isOfTheBrowser = (name: string): boolean =>
  name.startsWith('system / ') || notes.includes(name)

/** Count all that is alive: V8 collects garbage until there is none, and lists the rest. */
export async function takeCensus(cdp: CDPSession): Promise<Census> {
  const chunks: string[] = []
  const listen = ({ chunk }: { chunk: string }): void => void chunks.push(chunk)
  cdp.on('HeapProfiler.addHeapSnapshotChunk', listen)
  await cdp.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false })
  cdp.off('HeapProfiler.addHeapSnapshotChunk', listen)
  return censusOf(JSON.parse(chunks.join('')) as HeapSnapshot)
}

function censusOf({ snapshot, nodes, strings }: HeapSnapshot): Census {
  const { node_fields: fields, node_types: types } = snapshot.meta
  const [typeAt, nameAt, sizeAt] = ['type', 'name', 'self_size'].map((field) =>
    fields.indexOf(field),
  ) as [number, number, number]
  const population = new Map<string, number>()
  let heapBytes = 0
  for (let node = 0; node < nodes.length; node += fields.length) {
    const type = types[0][nodes[node + typeAt] ?? -1] ?? ''
    const name = strings[nodes[node + nameAt] ?? -1] ?? ''
    const isMade = made.includes(type)
    if (isMade) heapBytes += nodes[node + sizeAt] ?? 0
    else if (type !== 'native' || isOfTheBrowser(name)) continue
    // A text's name is the text, a closure's that of its function: minified or none.
    const kind = type === 'object' || type === 'native' ? `${type} ${name}` : type
    population.set(kind, (population.get(kind) ?? 0) + 1)
  }
  return { population, heapBytes }
}
