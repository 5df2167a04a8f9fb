import type { english } from './english.js'

type English = typeof english

/**
 * All sentences of the components in one language: those of `english`, and more entries by code
 * where a server has more codes.
 */
export interface ProgressMessages extends Omit<English, 'narration' | 'failure'> {
  /** Sentences in place of the server's, by the status's `message_code`. */
  narration: English['narration'] & Readonly<Record<string, string>>
  /** What is said of a job that failed; `known`: by the code of its error. */
  failure: Omit<English['failure'], 'known'> & {
    known: English['failure']['known'] &
      Readonly<Record<string, { reason: string; advice: string }>>
  }
}

/** What `table` has under a word that came from outside. */
export const entryOf = <Entry>(
  table: Readonly<Record<string, Entry>>,
  word: unknown,
): Entry | undefined =>
  typeof word === 'string' && Object.hasOwn(table, word) ? table[word] : undefined
