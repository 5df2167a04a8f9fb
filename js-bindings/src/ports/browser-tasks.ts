/** The end of what is under way, for tests. */

interface NodeWorld {
  MessageChannel?: typeof MessageChannel
  process?: {
    getBuiltinModule?: (name: 'node:worker_threads') => { MessageChannel: typeof MessageChannel }
  }
}

/**
 * When everything that is already under way (promises, messages) has come to its end. By a message:
 * a test runner's fake timers, which may be there before this is loaded, leave those alone. Jest's
 * jsdom has no channels, but Node does.
 */
export const settled = (): Promise<void> =>
  new Promise((resolve) => {
    const { MessageChannel: own, process } = globalThis as NodeWorld
    const Channel = own ?? process?.getBuiltinModule?.('node:worker_threads').MessageChannel
    if (Channel === undefined) throw new Error('expected MessageChannel, as in browsers and Node')
    const { port1, port2 } = new Channel()
    port1.onmessage = () => {
      // An open one keeps Node running.
      port1.close()
      resolve()
    }
    port2.postMessage(null)
  })
