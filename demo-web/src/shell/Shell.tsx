import './shell.css'
import type { ReactElement, ReactNode } from 'react'
import { Link, NavLink, useLocation } from 'react-router'
import { useMessages } from '../language/LanguageProvider'
import { policyQuery } from '../policyFromQuery'
import { WaveformIcon } from './icons'
import { LanguageSelect } from './LanguageSelect'

/** What surrounds every page. */
export function Shell({ children }: { children: ReactNode }): ReactElement {
  const text = useMessages()
  const search = policyQuery(useLocation().search)
  return (
    <>
      <a className="skip-link" href="#content">
        {text.skipToContent}
      </a>
      <header className="shell-header">
        <Link className="brand" to={{ pathname: '/', search }}>
          <WaveformIcon />
          {text.product}
        </Link>
        <nav className="shell-pages" aria-label={text.pages}>
          <NavLink to={{ pathname: '/sessions', search }} end>
            {text.toSessions}
          </NavLink>
        </nav>
        <LanguageSelect />
      </header>
      <main id="content" className="shell-content" tabIndex={-1}>
        {children}
      </main>
    </>
  )
}
