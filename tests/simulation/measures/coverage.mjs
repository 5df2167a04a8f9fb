/** Which faults a run met, and which events met the machine in which state. */
import { count } from './figures.mjs'

export class Coverage {
  figures = { faults: {}, episodes: {}, actions: {}, cells: {}, transitions: {} }

  entered({ condition: { kind } }) {
    if (kind !== 'well') count(this.figures.faults, kind)
  }

  befell({ kind }) {
    count(this.figures.episodes, kind)
  }

  acted({ what }) {
    if (USER.includes(what)) count(this.figures.actions, what)
  }

  dispatched({ event: { type }, before }) {
    count((this.figures.cells[before] ??= {}), type)
  }

  transition({ transition: { from, to } }) {
    count(this.figures.transitions, `${from} ⇒ ${to}`)
  }
}

const USER = ['come', 'leave', 'dispose', 'retry', 'renew']
