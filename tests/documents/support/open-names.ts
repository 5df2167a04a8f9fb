/** What the documents' code leaves to its reader's app: each name that a block uses and nobody declares. */
import type { ReactElement } from 'react'

declare global {
  /** using.md: where an app has its token from. */
  function currentToken(): Promise<string>
  /** using.md: how it gets another one. */
  function signInAgain(): Promise<void>
  /** components.md: a component of the app. */
  function CancelButton(): ReactElement
  /** porting.md: what the app's server answers. */
  interface Status {
    progress: number
  }
}
