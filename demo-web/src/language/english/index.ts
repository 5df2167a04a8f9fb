import { messages } from '../../messages'

/** Everything the pages say, in English; the other languages say as much. */
export const english = { ...messages }

export type Messages = typeof english
