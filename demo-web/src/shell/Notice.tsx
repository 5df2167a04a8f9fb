import './notice.css'
import type { ReactElement, ReactNode } from 'react'
import { AlertIcon, InfoIcon } from './icons'

interface NoticeProps {
  /** `failure` is announced at once. */
  tone: 'failure' | 'calm'
  title: ReactNode
  detail?: ReactNode
  heading?: 'h1' | 'h2'
  /** What the user can do. */
  children?: ReactNode
}

/** Something that happened and what can be done about it. */
export function Notice({
  tone,
  title,
  detail,
  heading: Heading = 'h2',
  children,
}: NoticeProps): ReactElement {
  return (
    <section className="notice" data-tone={tone} role={tone === 'failure' ? 'alert' : undefined}>
      {tone === 'failure' ? <AlertIcon /> : <InfoIcon />}
      <div className="notice-body">
        <Heading className="notice-title">{title}</Heading>
        {detail !== undefined && detail !== '' && <p className="notice-detail">{detail}</p>}
        <div className="actions">{children}</div>
      </div>
    </section>
  )
}
