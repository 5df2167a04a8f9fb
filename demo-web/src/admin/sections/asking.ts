import { useQuestion, type Question } from '../api/useQuestion'
import { useInView } from '../parts/useInView'
import { nameOf, questionOf, type Period } from '../period'

/** What a section is to look at. */
export interface Look {
  period: Period
  /** Grows when all is to be asked anew. */
  round: number
}

export interface SectionQuestion<Answer> extends Question<Answer> {
  /** For the element whose question comes first while it is in view. */
  ref: (element: HTMLElement | null) => void
  /** The answer is of the period that was chosen before. */
  isOfOtherPeriod: boolean
}

/**
 * What is asked, in the order of the sections on the page: those further up come first, but behind
 * those in view. All are asked: who goes through the page without scrolling it finds it whole.
 */
const order = [
  'overview',
  'connections',
  'sessions',
  'failures',
  'reconnections',
  'latency',
  'experiment',
  'engagement',
] as const

/** The answer to a section's question, with parameters besides the period's, if there are `more`. */
export function useSection<Answer>(
  path: (typeof order)[number],
  { period, round }: Look,
  more: Record<string, string | number> = {},
): SectionQuestion<Answer> {
  const { ref, isInView } = useInView()
  const further = Object.entries(more)
    .map(([name, value]) => `&${name}=${value}`)
    .join('')
  const ofPeriod = `${nameOf(period)} `
  const question = useQuestion<Answer>(
    path,
    `${ofPeriod}${round}${further}`,
    order.indexOf(path) + (isInView ? 0 : order.length),
    () => `${path}?${questionOf(period)}${further}`,
  )
  const isOfOtherPeriod = question.version?.startsWith(ofPeriod) === false
  return { ...question, ref, isOfOtherPeriod }
}
