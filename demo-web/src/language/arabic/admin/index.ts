import type { AdminMessages } from '../../english/admin'
import { connections } from './connections'
import { figures } from './figures'
import { session } from './session'
import { shell } from './shell'
import { words } from './words'

export const admin: AdminMessages = {
  ...shell,
  ...words,
  ...connections,
  ...figures,
  ...session,
}
