import { english, type Messages } from './english'

/** The languages of the pages, by their BCP 47 tag. */
export type LanguageTag = 'en' | 'ar'

export interface Language {
  tag: LanguageTag
  /** What its speakers call it. */
  name: string
  direction: 'ltr' | 'rtl'
  /** Numbers and dates are written in this locale. */
  locale: string
  load: () => Promise<Messages>
}

/** The first is spoken where nobody asked for another. */
export const languages: readonly Language[] = [
  {
    tag: 'en',
    name: 'English',
    direction: 'ltr',
    locale: 'en-GB',
    load: () => Promise.resolve(english),
  },
  {
    tag: 'ar',
    name: 'العربية',
    direction: 'rtl',
    locale: 'ar-u-nu-latn',
    load: async () => (await import('./arabic')).arabic,
  },
]
