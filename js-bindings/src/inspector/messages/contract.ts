import type { Facts, Reason, ReasonKind } from '../reason.js'
import type { english } from './english.js'

/** The sentence for each kind of reason. */
export type Sentences = {
  [Kind in ReasonKind]: Facts[Kind] extends null ? string : (facts: Facts[Kind]) => string
}

/** All texts of the inspector in one language; the machine's own words are the same in all. */
export type InspectorMessages = typeof english

/** `reason` in words. */
export function worded({ kind, facts }: Reason, { reasons }: InspectorMessages): string {
  const sentence = reasons[kind] as string | ((facts: Reason['facts']) => string)
  return typeof sentence === 'string' ? sentence : sentence(facts)
}
