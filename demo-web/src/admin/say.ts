import { createContext, use, useContext } from 'react'
import { useLanguage } from '../language/LanguageProvider'
import type { LanguageTag } from '../language/languages'
import type { AdminMessages } from '../language/english/admin'
import { quantitiesIn, type Quantities } from './quantities'

/** How the administrators' pages speak. */
export interface Say {
  messages: AdminMessages
  quantities: Quantities
  isRightToLeft: boolean
}

// Apart from the other pages' texts: whoever is no administrator need not load them.
const catalogues: Record<LanguageTag, () => Promise<AdminMessages>> = {
  en: async () => (await import('../language/english/admin')).admin,
  ar: async () => (await import('../language/arabic/admin')).admin,
}

const loaded = new Map<LanguageTag, Promise<AdminMessages>>()

function catalogue(tag: LanguageTag): Promise<AdminMessages> {
  const known = loaded.get(tag)
  if (known !== undefined) return known
  const found = catalogues[tag]()
  loaded.set(tag, found)
  // Another try may succeed.
  found.catch(() => loaded.delete(tag))
  return found
}

const written = new Map<string, Quantities>()

function quantitiesOf(locale: string): Quantities {
  const found = written.get(locale) ?? quantitiesIn(locale)
  written.set(locale, found)
  return found
}

export const SayContext = createContext<Say | null>(null)

/** In the page's language; suspends until its texts are there. */
export function useLanguageLoaded(): Say {
  const { tag, locale, direction } = useLanguage()
  return {
    messages: use(catalogue(tag)),
    quantities: quantitiesOf(locale),
    isRightToLeft: direction === 'rtl',
  }
}

export function useSay(): Say {
  const say = useContext(SayContext)
  if (say === null) throw new Error('Expected to be inside the administrators’ pages.')
  return say
}
