/** Judges the order of what one watcher is told. */

/** `<epoch>-<sequence>` as `[epoch, sequence]`. Epochs sort as text: all have the same length. */
const parsed = (id) => {
  const dash = id.lastIndexOf('-')
  return [id.slice(0, dash), Number(id.slice(dash + 1))]
}

/** Negative, zero or positive as `a` is older than, the same as, or newer than `b`. */
export function compareIds(a, b) {
  const [[epochA, sequenceA], [epochB, sequenceB]] = [parsed(a), parsed(b)]
  if (epochA !== epochB) return epochA < epochB ? -1 : 1
  return sequenceA - sequenceB
}

export class Order {
  /** Updates that were passed over: a newer one came in their place. */
  skipped = 0
  /** Between epochs nobody can tell how many were passed over. */
  epochChanges = 0

  /** `newest`: the id of the newest status that is known from before, or null. */
  constructor(newest = null) {
    this.newest = newest
  }

  /** Takes the id of the next status; says what is wrong with it, if anything is. */
  take(id) {
    const before = this.newest
    if (before === null) {
      this.newest = id
      return null
    }
    const age = compareIds(id, before)
    if (age === 0) return `${id} came twice`
    if (age < 0) return `${id} came after ${before}`
    const [[epoch, sequence], [epochBefore, sequenceBefore]] = [parsed(id), parsed(before)]
    if (epoch === epochBefore) this.skipped += sequence - sequenceBefore - 1
    else this.epochChanges += 1
    this.newest = id
    return null
  }
}
