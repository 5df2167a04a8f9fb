import { useEffect, useState } from 'react'
import { asProblem, type Problem } from '../api/problem'
import { readFault, restartMs, switchOff, switchOn, type FaultName } from './faults'

export interface FaultChoice {
  /** The service makes faults on demand, and of this session for this user. */
  isOffered: boolean
  /** What is switched on; null: the server is well. */
  chosen: FaultName | 'other' | null
  /** Why the last choice was not carried out. */
  problem: Problem | null
  choose: (name: FaultName | null) => void
}

/** How the server misbehaves for a session. */
export function useFault(sessionId: string): FaultChoice {
  const [isOffered, setIsOffered] = useState(false)
  const [chosen, setChosen] = useState<FaultName | 'other' | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)

  useEffect(() => {
    const abort = new AbortController()
    readFault(sessionId, abort.signal).then(
      (fault) => {
        setChosen(fault)
        setIsOffered(true)
      },
      // Not offered, not this user's, or not to be had now: the inspector works without.
      () => undefined,
    )
    return () => {
      abort.abort()
    }
  }, [sessionId])

  // A restart is over by itself.
  useEffect(() => {
    if (chosen !== 'restart') return
    const timer = setTimeout(() => {
      setChosen(null)
    }, restartMs)
    return () => {
      clearTimeout(timer)
    }
  }, [chosen])

  const choose = (name: FaultName | null): void => {
    setProblem(null)
    setChosen(name)
    const done = name === null ? switchOff(sessionId) : switchOn(sessionId, name)
    done.catch((thrown: unknown) => {
      setProblem(asProblem(thrown))
      setChosen(chosen)
    })
  }

  return { isOffered, chosen, problem, choose }
}
