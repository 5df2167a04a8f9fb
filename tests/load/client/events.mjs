/** Events out of the text of an event stream, as far as the service writes them (WHATWG HTML, 9.2). */

export class EventReader {
  #rest = ''

  /** The events that are complete with `text`: `{ event, id, data }`, without those of comments alone. */
  take(text) {
    const blocks = (this.#rest + text).split('\n\n')
    this.#rest = blocks.pop()
    return blocks.map(fields).filter(({ data }) => data !== '')
  }
}

function fields(block) {
  const found = { event: 'message', id: '', data: '' }
  for (const line of block.split('\n')) {
    const colon = line.indexOf(': ')
    const name = line.slice(0, colon)
    if (name in found) found[name] += line.slice(colon + 2)
  }
  if (block.includes('event: ')) found.event = found.event.slice('message'.length)
  return found
}
