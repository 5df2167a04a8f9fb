import type { Readable } from 'node:stream'

/** The parts of a status that order and identify it. */
export interface SeenStatus {
  epoch: string
  sequence: number
  status: string
  progress: number
  message: string
  /** A word for the message. */
  message_code?: string | null
}

/** Tell of each status in an answer's body as it passes: events of a stream, or one JSON text. */
export function statusesIn(
  body: Readable,
  kind: 'stream' | 'status',
  onStatus: (status: SeenStatus) => void,
): void {
  const decoder = new TextDecoder()
  let text = ''
  body.on('data', (chunk: Buffer) => {
    text += decoder.decode(chunk, { stream: true })
    if (kind === 'status') return
    const events = text.split('\n\n')
    text = events.pop() ?? ''
    events.filter(isStatusEvent).map(statusOf).forEach(onStatus)
  })
  if (kind === 'stream') return
  body.on('end', () => {
    onStatus(JSON.parse(text) as SeenStatus)
  })
}

function isStatusEvent(event: string): boolean {
  return event.split('\n').includes('event: status')
}

function statusOf(event: string): SeenStatus {
  const line = event.split('\n').find((field) => field.startsWith('data: ')) ?? ''
  return JSON.parse(line.slice('data: '.length)) as SeenStatus
}
