import type { Connect } from './show'

export const peers: Record<string, Connect>
