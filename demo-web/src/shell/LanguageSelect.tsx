import type { ReactElement } from 'react'
import { useLanguage, useMessages } from '../language/LanguageProvider'
import { useLanguageChoice } from '../language/LanguageRoot'
import { languages } from '../language/languages'
import { LanguageIcon } from './icons'

/** Each language is named as its speakers name it. */
export function LanguageSelect(): ReactElement {
  const text = useMessages()
  const { tag: spoken } = useLanguage()
  const { choose, isAway } = useLanguageChoice()
  return (
    <div className="language">
      <label className="language-select">
        <LanguageIcon />
        <span className="visually-hidden">{text.language}</span>
        <select
          value={spoken}
          onChange={({ currentTarget: { value } }) => {
            const chosen = languages.find(({ tag }) => tag === value)
            if (chosen !== undefined) choose(chosen)
          }}
        >
          {languages.map(({ tag, name, direction }) => (
            <option key={tag} value={tag} lang={tag} dir={direction}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <p className="note" role="status">
        {isAway && text.languageAway}
      </p>
    </div>
  )
}
