import type { ReactElement } from 'react'
import { AsItCame } from '../language/AsItCame'
import { useMessages } from '../language/LanguageProvider'
import { isPolicyError } from '../policyFromQuery'
import { Notice } from './Notice'

/** In place of a page that threw. */
export function Crash({ error }: { error: Error }): ReactElement {
  const { crash, notFound } = useMessages()
  return isPolicyError(error) ? (
    <Notice
      tone="failure"
      title={crash.badPolicy}
      detail={<AsItCame>{error.message}</AsItCame>}
      heading="h1"
    >
      <a className="button" href={window.location.pathname}>
        {crash.withoutPolicy}
      </a>
    </Notice>
  ) : (
    <Notice tone="failure" title={crash.title} detail={crash.detail} heading="h1">
      <a className="button" href={window.location.href}>
        {crash.reload}
      </a>
      <a className="button quiet" href="/">
        {notFound.home}
      </a>
    </Notice>
  )
}
