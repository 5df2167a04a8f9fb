import type { ReactElement } from 'react'
import { Link } from 'react-router'
import { useMessages } from '../language/LanguageProvider'
import { Notice } from '../shell/Notice'

export function NotFoundPage(): ReactElement {
  const messages = useMessages()
  return (
    <div className="page">
      <title>{messages.pageTitle(messages.notFound.title)}</title>
      <Notice
        tone="calm"
        title={messages.notFound.title}
        detail={messages.notFound.detail}
        heading="h1"
      >
        <Link className="button" to="/">
          {messages.notFound.home}
        </Link>
      </Notice>
    </div>
  )
}
