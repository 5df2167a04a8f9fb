import { Component, type ReactNode } from 'react'
import { Crash } from './Crash'

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
    return error === null ? this.props.children : <Crash error={error} />
  }
}
