import { useCallback, useEffect, useRef, useSyncExternalStore } from 'react'
import { questions, type Access, type Asked } from './questions'

export interface Question<Answer> extends Omit<Asked, 'answer'> {
  answer: Answer | null
  askAgain: () => void
}

/**
 * The answer to a question of an administrator, kept while a newer one is awaited.
 *
 * @param version asked anew when it changes
 * @param path what to ask, composed when its turn comes
 */
export function useQuestion<Answer>(
  name: string,
  version: string,
  rank: number,
  path: () => string,
): Question<Answer> {
  const asked = useSyncExternalStore(questions.subscribe, () => questions.asked(name))
  const newest = useRef(path)
  useEffect(() => {
    newest.current = path
  })
  const { version: known } = asked
  useEffect(() => {
    questions.want(name, version, rank, () => newest.current())
  }, [name, version, known, rank])
  useEffect(
    () => () => {
      questions.withdraw(name)
    },
    [name],
  )
  const askAgain = useCallback(() => {
    questions.again(name)
  }, [name])
  return { ...asked, answer: asked.answer as Answer | null, askAgain }
}

/** Whether all has been answered. */
export const useIsIdle = (): boolean => useSyncExternalStore(questions.subscribe, questions.isIdle)

/** Whether the key has been shown. */
export const useAccess = (): Access => useSyncExternalStore(questions.subscribe, questions.access)
