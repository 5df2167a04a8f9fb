/** What is downloaded for `shareAcrossTabs`, and only for that. */
import { browserTabPorts } from '../ports/browser-tabs.js'
import type { StatusSource } from '../source.js'
import { SharedSource, type SharedParts } from './shared-source.js'

/** The session, shared by all tabs of the browser; null where tabs cannot share. */
export function openShared(parts: Omit<SharedParts, 'tabs'>): StatusSource | null {
  const tabs = parts.ports.isAlone === true ? null : browserTabPorts()
  return tabs === null ? null : new SharedSource({ ...parts, tabs })
}
