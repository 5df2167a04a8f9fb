import { languages, type Language, type LanguageTag } from './languages'

const storageKey = 'language'

/**
 * The language to begin with: the one that was chosen here, else the first of the browser's that
 * the pages speak.
 *
 * @param wanted BCP 47 tags, the dearest first
 */
export function languageFor(chosen: string | null, wanted: readonly string[]): Language {
  const spoken = [chosen ?? '', ...wanted].map(ofTag).find((language) => language !== undefined)
  const [native] = languages
  if (native === undefined) throw new Error('Expected at least one language.')
  return spoken ?? native
}

function ofTag(wanted: string): Language | undefined {
  const [primary] = wanted.toLowerCase().split('-')
  return languages.find(({ tag }) => tag === primary)
}

/** What was chosen at an earlier visit. */
export function storedLanguage(): string | null {
  try {
    return localStorage.getItem(storageKey)
  } catch {
    // Browsers may forbid storage; the choice then holds for this visit.
    return null
  }
}

export function storeLanguage(tag: LanguageTag): void {
  try {
    localStorage.setItem(storageKey, tag)
  } catch {
    // As above.
  }
}
