import { useEffect, useRef, useState } from 'react'
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

  /** What the service has carried out. */
  const inForce = useRef<FaultName | 'other' | null>(null)
  const newest = useRef(0)
  const ahead = useRef(Promise.resolve())

  useEffect(() => {
    const abort = new AbortController()
    readFault(sessionId, abort.signal).then(
      (fault) => {
        inForce.current = fault
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
      inForce.current = null
      setChosen(null)
    }, restartMs)
    return () => {
      clearTimeout(timer)
    }
  }, [chosen])

  // One after the other: two that overlap could be carried out in either order.
  const choose = (name: FaultName | null): void => {
    const turn = (newest.current += 1)
    setProblem(null)
    setChosen(name)
    ahead.current = ahead.current.then(async () => {
      if (turn !== newest.current) return
      try {
        await (name === null ? switchOff(sessionId) : switchOn(sessionId, name))
        inForce.current = name
      } catch (thrown) {
        // A later choice holds, whatever became of this one.
        if (turn !== newest.current) return
        setProblem(asProblem(thrown))
        setChosen(inForce.current)
      }
    })
  }

  return { isOffered, chosen, problem, choose }
}
