/** Virtual time: what is to happen, by its moment. */

/** A heap of entries; of those at one moment the one that was noted first comes first. */
export class Agenda {
  /** Milliseconds since the run began. */
  now = 0
  #heap = []
  #noted = 0

  /** Notes `run` for the moment `at`, or for now if that has passed; returns what `cancel` takes. */
  note(at, run) {
    const entry = { at: Math.max(at, this.now), place: this.#noted++, run }
    const heap = this.#heap
    let hole = heap.length
    while (hole > 0) {
      const above = (hole - 1) >> 1
      if (!isBefore(entry, heap[above])) break
      heap[hole] = heap[above]
      hole = above
    }
    heap[hole] = entry
    return entry
  }

  cancel(entry) {
    entry.run = null
  }

  /** Turns the clock to the next entry and takes it; undefined when nothing is left to happen. */
  take() {
    for (;;) {
      const first = this.#heap[0]
      if (first === undefined) return undefined
      this.#removeFirst()
      if (first.run === null) continue
      this.now = first.at
      return first.run
    }
  }

  #removeFirst() {
    const heap = this.#heap
    const last = heap.pop()
    if (heap.length === 0) return
    let hole = 0
    for (;;) {
      let below = 2 * hole + 1
      if (below >= heap.length) break
      if (below + 1 < heap.length && isBefore(heap[below + 1], heap[below])) below += 1
      if (!isBefore(heap[below], last)) break
      heap[hole] = heap[below]
      hole = below
    }
    heap[hole] = last
  }
}

const isBefore = (a, b) => a.at < b.at || (a.at === b.at && a.place < b.place)
