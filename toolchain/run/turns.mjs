/** Work that must not overlap, asked for by whoever needs it first. */

/** Gives back a function that does each `work` it gets when the one before has ended, well or badly. */
export function turns() {
  let last = Promise.resolve()
  return (work) => {
    const mine = last.then(work)
    // Its own caller hears of it; the next turn comes all the same.
    last = mine.catch(() => undefined)
    return mine
  }
}
