import { Component, type ReactNode } from 'react'
import { messages } from '../messages'
import { policyFromQuery } from '../policyFromQuery'
import { Notice } from './Notice'

interface State {
  error: Error | null
}

/** Shows what went wrong in a page instead of an empty one. */
export class ErrorBoundary extends Component<{ children: ReactNode }, State> {
  override state: State = { error: null }

  static getDerivedStateFromError(thrown: unknown): State {
    return { error: thrown instanceof Error ? thrown : new Error(String(thrown)) }
  }

  override render(): ReactNode {
    const { error } = this.state
    if (error === null) return this.props.children

    const asksForPolicy = Object.keys(policyFromQuery(window.location.search)).length > 0
    return asksForPolicy ? (
      <Notice tone="failure" title={messages.crash.badPolicy} detail={error.message} heading="h1">
        <a className="button" href={window.location.pathname}>
          {messages.crash.withoutPolicy}
        </a>
      </Notice>
    ) : (
      <Notice
        tone="failure"
        title={messages.crash.title}
        detail={messages.crash.detail}
        heading="h1"
      >
        <a className="button" href={window.location.href}>
          {messages.crash.reload}
        </a>
        <a className="button quiet" href="/">
          {messages.notFound.home}
        </a>
      </Notice>
    )
  }
}
