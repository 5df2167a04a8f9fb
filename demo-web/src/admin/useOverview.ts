import { useEffect, useState } from 'react'
import type { Overview } from './api/answers'
import { useQuestion } from './api/useQuestion'
import { nameOf, questionOf } from './period'
import type { Look, SectionQuestion } from './sections/asking'

const soonestMs = 15_000
/** The service spends no more than this part of its time on it. */
const share = 0.1

interface RenewedOverview extends SectionQuestion<Overview> {
  /** It was asked because the user wanted it, not because time has passed. */
  isByUser: boolean
}

/** The overview of a period, renewed now and then while somebody may be looking. */
export function useOverview({ period, round }: Look, isRenewing: boolean): RenewedOverview {
  const ofPeriod = `${nameOf(period)} `
  const wanted = `${ofPeriod}${round}`
  const [renewed, setRenewed] = useState({ wanted, times: 0 })
  const times = renewed.wanted === wanted ? renewed.times : 0
  const question = useQuestion<Overview>(
    'overview',
    `${wanted}.${times}`,
    0,
    () => `overview?${questionOf(period)}`,
  )
  const { version, isWaiting, tookMs } = question

  useEffect(() => {
    if (!isRenewing || isWaiting || version === null) return
    const renew = (): void => {
      if (document.hidden) return
      setRenewed({ wanted, times: times + 1 })
    }
    const timer = setTimeout(
      () => {
        document.addEventListener('visibilitychange', renew)
        renew()
      },
      Math.max(soonestMs, tookMs / share),
    )
    return () => {
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', renew)
    }
  }, [isRenewing, isWaiting, version, tookMs, wanted, times])

  return {
    ...question,
    ref: () => undefined,
    isOfOtherPeriod: version?.startsWith(ofPeriod) === false,
    isByUser: times === 0,
  }
}
