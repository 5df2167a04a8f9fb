import type { Messages } from './english'

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

export const languages: readonly Language[] = [
  {
    tag: 'en',
    name: 'English',
    direction: 'ltr',
    locale: 'en-GB',
    load: async () => (await import('./english')).english,
  },
]
