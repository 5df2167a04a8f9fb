/** Feeds one case to a parser in every way it asks for, and compares what came. */
import { short } from './cases.mjs'
import { cutsOf } from './cuts.mjs'

/** What is wrong, for people, or null. The first deviation is told, with the way it was fed. */
export function judgeCase(parser, one) {
  for (const { name, chunks } of cutsOf(one.chunks, one.splits)) {
    const problem = deviation(one, read(parser, one.lastEventIdBefore, chunks), name === 'as given')
    if (problem) return `(${name}) ${problem}`
  }
  return null
}

function read(parser, lastEventId, chunks) {
  parser.start(lastEventId)
  const events = []
  const progress = []
  for (const chunk of chunks) {
    for (const event of parser.feed(chunk)) events.push(event)
    progress.push(events.length)
  }
  return { events, progress, retry: parser.reconnectionTime(), lastEventId: parser.lastEventId() }
}

function deviation(one, seen, asGiven) {
  return (
    eventDeviation(one.events, seen.events) ??
    (asGiven && one.progress ? differs('progress', one.progress, seen.progress) : null) ??
    (isRightRetry(one, seen.retry)
      ? null
      : told('retry', one.retryAccept ?? one.retry, seen.retry)) ??
    differs('lastEventId', one.lastEventId, seen.lastEventId)
  )
}

function eventDeviation(expected, seen) {
  const common = Math.min(expected.length, seen.length)
  for (let at = 0; at < common; at += 1) {
    for (const key of ['event', 'data', 'lastEventId']) {
      if (expected[at][key] !== seen[at][key]) {
        return told(`event ${at + 1}'s ${key}`, expected[at][key], seen[at][key])
      }
    }
  }
  if (expected.length === seen.length) return null
  const next = expected[common] ?? seen[common]
  return told(`events (the next is ${short(next)})`, expected.length, seen.length)
}

/** Where an implementation may saturate, it may do so from here on. */
const LARGE = 2 ** 31 - 1

function isRightRetry({ retry, retryAccept, tags }, seen) {
  if (seen === retry || retryAccept?.includes(seen)) return true
  return tags.includes('retry-lenient') && seen !== null && seen >= LARGE
}

const differs = (what, expected, seen) =>
  JSON.stringify(expected) === JSON.stringify(seen) ? null : told(what, expected, seen)

const told = (what, expected, seen) => `${what}: expected ${short(expected)}, got ${short(seen)}`
