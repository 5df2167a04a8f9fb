/** Who looks: the leader's connection is everyone's, so it is at rest only when nobody does. */
import type { EnvironmentChange, Ports } from '../ports/ports.js'

type Report = (change: EnvironmentChange) => void

export class Attention {
  readonly #ports: Pick<Ports, 'isVisible' | 'watchEnvironment'>
  // A tab that crashed while it was visible stays in here until the leader changes; all it does is
  // that a connection nobody looks at is not at rest.
  readonly #visibleTabs = new Set<number>()
  #report: Report = () => undefined
  /** The leader's own `hide`, not reported because other tabs can be seen. */
  #withheld: EnvironmentChange | null = null

  constructor(ports: Pick<Ports, 'isVisible' | 'watchEnvironment'>) {
    this.#ports = ports
  }

  /** Like the port of this name: as if all tabs were one page. */
  isVisible = (): boolean => this.#ports.isVisible() || this.#visibleTabs.size > 0

  /** Like the port of this name: as if all tabs were one page. */
  watchEnvironment = (report: Report): (() => void) => {
    this.#report = report
    return this.#ports.watchEnvironment((change) => {
      const isWithheld = change.type === 'hide' && this.#visibleTabs.size > 0
      if (isWithheld) this.#withheld = change
      else report(change)
      if (change.type === 'wake') this.#withheld = null
    })
  }

  /** A tab that follows has said whether it can be seen. */
  note(tab: number, visible: boolean): void {
    if (visible) {
      const isNew = !this.#visibleTabs.has(tab)
      this.#visibleTabs.add(tab)
      // The connection itself was not away.
      if (isNew) this.#report({ type: 'wake', awayMs: 0 })
      return
    }
    this.#visibleTabs.delete(tab)
    if (this.#visibleTabs.size > 0 || this.#withheld === null) return
    this.#report(this.#withheld)
    this.#withheld = null
  }
}
