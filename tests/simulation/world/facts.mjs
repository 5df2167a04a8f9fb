/**
 * What happens in a run, told to whoever watches it: invariants, measures, the trace. Watchers are
 * objects with a method for each fact that concerns them:
 *
 *   asked({ stream | exchange })        the client asks for a stream or the status
 *   telling({ connection, what, … })    it is about to be told something
 *   released({ stream | exchange })     it let go, or a request was answered
 *   dispatched({ event, effects })      the core has taken an event
 *   opened / closed                     a session of the core
 *   shown({ snapshot, before })         a subscriber was called
 *   complained({ diagnostic })          … of something that could not be read
 *   acted({ what })                     the user, or the device, did something
 *   made({ status })                    the server made a status
 *   entered({ condition })              the network is in another condition
 *   recovered                           from now on everything is well
 *   step                                everything that followed from the last is over
 *   over                                so is the run
 */
export class Facts {
  #watchers = new Map()

  add(watcher) {
    let shape = Object.getPrototypeOf(watcher)
    const names = new Set(Object.keys(watcher))
    for (; shape !== Object.prototype; shape = Object.getPrototypeOf(shape)) {
      for (const name of Object.getOwnPropertyNames(shape)) names.add(name)
    }
    for (const name of names) {
      if (name === 'constructor' || typeof watcher[name] !== 'function') continue
      const those = this.#watchers.get(name) ?? []
      this.#watchers.set(name, [...those, watcher])
    }
  }

  emit(name, detail) {
    for (const watcher of this.#watchers.get(name) ?? []) watcher[name](detail)
  }
}
