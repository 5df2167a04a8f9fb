/** Redis, API processes, workers and nginx, kept alive together until they are stopped. */
import { PlainError } from '../run/errors.mjs'
import { answersHttp, answersRedis, until } from './answers.mjs'
import { startChild } from './child.mjs'
import { Keeper } from './keeper.mjs'

export class Cluster {
  #keepers
  #apis
  #socket
  #url
  #print
  #over = false
  #restarting = false
  #failure = null
  #announceEnd
  #end = new Promise((resolve) => {
    this.#announceEnd = resolve
  })

  /**
   * `redis` and `nginx` are processes (see processes.mjs), `apis` and `workers` lists of them;
   * `apis` have an `url` each. `prefix` are words before every program's own. `url` is nginx's.
   */
  constructor({ redis, apis, workers, nginx }, { socket, url, prefix, print }) {
    this.#socket = socket
    this.#url = url
    this.#print = print
    const keep = (process) => this.#keeper(process, prefix)
    this.#apis = apis.map((api) => ({ keeper: keep(api), url: api.url }))
    this.#keepers = {
      redis: keep(redis),
      apis: this.#apis.map(({ keeper }) => keeper),
      workers: workers.map(keep),
      nginx: keep(nginx),
    }
  }

  /** Resolves to true when nginx and all API processes answer, or to false if it was stopped first. */
  async start() {
    const { redis, apis, workers, nginx } = this.#keepers
    redis.start()
    if (!(await until(() => answersRedis(this.#socket), this.#isOver))) return false
    for (const keeper of [...apis, ...workers, nginx]) keeper.start()
    for (const url of [...this.#apis.map((api) => api.url), this.#url]) {
      if (!(await this.#answering(url))) return false
    }
    return true
  }

  /** Resolves when everything has ended; a PlainError if not because it was stopped. */
  async ended() {
    await this.#end
    if (this.#failure) throw new PlainError(this.#failure)
  }

  /** Restarts the API processes one after the other: those that wait for their turn serve on. */
  async restartApis() {
    if (this.#over || this.#restarting) return
    this.#restarting = true
    for (const { keeper, url } of this.#apis) {
      await keeper.restart()
      if (!(await this.#answering(url))) break
    }
    this.#restarting = false
    if (!this.#over) this.#print('✓ every API process was restarted')
  }

  /**
   * Ends all: first the API processes, which tell their streams while nginx still passes that on and
   * Redis still counts; then the workers, which hand their jobs back to Redis; nginx; Redis.
   */
  async stop() {
    if (this.#over) return
    this.#over = true
    const { redis, apis, workers, nginx } = this.#keepers
    for (const group of [apis, workers, [nginx], [redis]]) {
      await Promise.all(group.map((keeper) => keeper.stop()))
    }
    this.#announceEnd()
  }

  /** Ends all at once. */
  kill() {
    for (const keeper of Object.values(this.#keepers).flat()) keeper.kill()
  }

  #isOver = () => this.#over

  #answering = (url) => until(() => answersHttp(`${url}/healthz`), this.#isOver)

  #keeper({ name, stopSignal, graceMs, words, ...process }, prefix) {
    return new Keeper(name, {
      start: () => startChild({ ...process, name, words: [...prefix, ...words] }, this.#print),
      print: this.#print,
      stopSignal,
      graceMs,
      onGivenUp: (sentence) => {
        this.#failure ??= sentence
        void this.stop()
      },
    })
  }
}
