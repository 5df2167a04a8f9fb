import {
  createContext,
  useCallback,
  useContext,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type ReactElement,
  type ReactNode,
} from 'react'
import { I18nProvider } from 'react-aria-components/I18nProvider'
import { storeLanguage } from './choice'
import { LanguageProvider } from './LanguageProvider'
import type { Language } from './languages'
import type { Messages } from './english'

interface Choice {
  /** Speak another language as soon as its sentences are here; what is shown stays as it is. */
  choose: (language: Language) => void
  /** The last choice could not be loaded. */
  isAway: boolean
}

const ChoiceContext = createContext<Choice>({ choose: () => undefined, isAway: false })

interface LanguageRootProps {
  language: Language
  messages: Messages
  children: ReactNode
}

/** Begins in `language`, and lets it be changed without losing anything that goes on inside. */
export function LanguageRoot({ language, messages, children }: LanguageRootProps): ReactElement {
  const [spoken, setSpoken] = useState({ language, messages })
  const [isAway, setIsAway] = useState(false)

  // Of two choices in a row, the later holds, whichever is loaded first.
  const newest = useRef(language)
  const choose = useCallback((chosen: Language) => {
    newest.current = chosen
    setIsAway(false)
    chosen.load().then(
      (loaded) => {
        if (newest.current !== chosen) return
        setSpoken({ language: chosen, messages: loaded })
        storeLanguage(chosen.tag)
      },
      () => {
        if (newest.current === chosen) setIsAway(true)
      },
    )
  }, [])

  const { tag, direction, locale } = spoken.language
  // Before anything is painted: the other direction must not flash.
  useLayoutEffect(() => {
    document.documentElement.lang = tag
    document.documentElement.dir = direction
  }, [tag, direction])

  return (
    <ChoiceContext value={useMemo(() => ({ choose, isAway }), [choose, isAway])}>
      <I18nProvider locale={locale}>
        <LanguageProvider {...spoken}>{children}</LanguageProvider>
      </I18nProvider>
    </ChoiceContext>
  )
}

export const useLanguageChoice = (): Choice => useContext(ChoiceContext)
