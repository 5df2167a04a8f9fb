import { connections } from './connections'
import { figures } from './figures'
import { session } from './session'
import { shell } from './shell'
import { words } from './words'

/** What the administrators' pages say. Figures come written in the page's locale. */
export const admin = {
  ...shell,
  ...words,
  ...connections,
  ...figures,
  ...session,
}

export type AdminMessages = typeof admin
