import { createContext, useContext, type ReactElement, type ReactNode } from 'react'
import { english, type Messages } from './english'
import { languages, type Language } from './languages'

interface Spoken {
  language: Language
  messages: Messages
}

const [native] = languages
if (native === undefined) throw new Error('Expected at least one language.')

const SpokenContext = createContext<Spoken>({ language: native, messages: english })

interface LanguageProviderProps extends Spoken {
  children: ReactNode
}

/** What is inside speaks this language. */
export function LanguageProvider({
  language,
  messages,
  children,
}: LanguageProviderProps): ReactElement {
  return <SpokenContext value={{ language, messages }}>{children}</SpokenContext>
}

/** Everything the page says, in the language of its user. */
export const useMessages = (): Messages => useContext(SpokenContext).messages

/** The language of the page's user. */
export const useLanguage = (): Language => useContext(SpokenContext).language
