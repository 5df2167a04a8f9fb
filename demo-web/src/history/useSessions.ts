import { useCallback, useEffect, useState } from 'react'
import type { TranscriptionStatus } from 'transcription-status-sse'
import { asProblem, type Problem } from '../api/problem'
import { listSessions, sessionsUrl, type SessionPage, type SessionSummary } from '../api/service'
import { newer } from '../session/lifecycle'

interface Sessions {
  /** Newest first; null until they came. */
  sessions: readonly SessionSummary[] | null
  problem: Problem | null
  /** There are older ones. */
  hasOlder: boolean
  /** Ask again for the newest; what is shown stays meanwhile. */
  refresh: () => void
  /** Resolves to how many came; rejects with a `Problem`. */
  showOlder: (signal: AbortSignal) => Promise<number>
  /** A session has moved on. */
  update: (sessionId: string, status: TranscriptionStatus) => void
  /** A session is no more. */
  forget: (sessionId: string) => void
}

/** The user's own sessions, `pageSize` at a time. */
export function useSessions(pageSize: number): Sessions {
  const [shown, setShown] = useState<SessionPage | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [times, setTimes] = useState(0)

  useEffect(() => {
    const abort = new AbortController()
    listSessions(`${sessionsUrl}?limit=${pageSize}`, abort.signal).then(
      (newest) => {
        if (abort.signal.aborted) return
        setProblem(null)
        setShown((before) => renewed(before, newest))
      },
      (thrown: unknown) => {
        if (!abort.signal.aborted) setProblem(asProblem(thrown))
      },
    )
    return () => {
      abort.abort()
    }
  }, [pageSize, times])

  const next = shown?.next ?? null
  return {
    sessions: shown?.sessions ?? null,
    problem,
    hasOlder: next !== null,
    refresh: useCallback(() => {
      setTimes((before) => before + 1)
    }, []),
    showOlder: async (signal) => {
      if (next === null) return 0
      const older = await listSessions(next, signal)
      setShown((before) => before && { ...older, sessions: joined(before, older) })
      return older.sessions.length
    },
    update: useCallback((sessionId, status) => {
      setShown(
        (before) =>
          before && {
            ...before,
            sessions: before.sessions.map((session) =>
              session.session_id === sessionId
                ? { ...session, status: newer(session.status, status) }
                : session,
            ),
          },
      )
    }, []),
    forget: useCallback((sessionId) => {
      setShown(
        (before) =>
          before && {
            ...before,
            sessions: before.sessions.filter(({ session_id: id }) => id !== sessionId),
          },
      )
    }, []),
  }
}

/** The newest, and behind them the older ones that had been shown. */
function renewed(before: SessionPage | null, answer: SessionPage): SessionPage {
  if (before === null) return answer
  const newest = { ...answer, sessions: notBehind(before, answer) }
  const last = newest.sessions.at(-1)
  if (newest.next === null || last === undefined) return newest
  const at = before.sessions.findIndex(({ session_id: id }) => id === last.session_id)
  // Far behind: what had been shown no longer follows on.
  if (at === -1) return newest
  return { sessions: [...newest.sessions, ...before.sessions.slice(at + 1)], next: before.next }
}

/** What was shown live meanwhile may be ahead of an answer that was long on its way. */
function notBehind(before: SessionPage, { sessions }: SessionPage): SessionSummary[] {
  const shown = new Map(before.sessions.map(({ session_id: id, status }) => [id, status]))
  return sessions.map((session) => ({
    ...session,
    status: newer(session.status, shown.get(session.session_id) ?? null),
  }))
}

/** A session that was deleted or added meanwhile must not be there twice. */
function joined(before: SessionPage, older: SessionPage): SessionSummary[] {
  const known = new Set(before.sessions.map(({ session_id: id }) => id))
  return [...before.sessions, ...older.sessions.filter(({ session_id: id }) => !known.has(id))]
}
