import './shell.css'
import type { ReactElement, ReactNode } from 'react'
import { Link, useLocation } from 'react-router'
import { messages } from '../messages'
import { policyQuery } from '../policyFromQuery'
import { WaveformIcon } from './icons'

/** What surrounds every page. */
export function Shell({ children }: { children: ReactNode }): ReactElement {
  const { search } = useLocation()
  return (
    <>
      <a className="skip-link" href="#content">
        {messages.skipToContent}
      </a>
      <header className="shell-header">
        <Link className="brand" to={{ pathname: '/', search: policyQuery(search) }}>
          <WaveformIcon />
          {messages.product}
        </Link>
      </header>
      <main id="content" className="shell-content" tabIndex={-1}>
        {children}
      </main>
    </>
  )
}
