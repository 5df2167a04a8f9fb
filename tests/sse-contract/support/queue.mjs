/** What comes is handed out in order, to whoever asks first; who asks too early waits. */
export function queueOf() {
  const come = []
  const waiting = []
  return {
    /** How many nobody has asked for yet. */
    get length() {
      return come.length
    },
    push: (one) => (waiting.length > 0 ? waiting.shift()(one) : come.push(one)),
    next: () =>
      come.length > 0
        ? Promise.resolve(come.shift())
        : new Promise((resolve) => waiting.push(resolve)),
  }
}
