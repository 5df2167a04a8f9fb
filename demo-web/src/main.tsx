import '@fontsource-variable/inter'
import './styles/tokens.css'
import './styles/base.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { createBrowserRouter } from 'react-router'
import { RouterProvider } from 'react-router/dom'
import { preload } from 'transcription-status-sse/client'
import { App } from './App'
import { languageFor, storedLanguage } from './language/choice'
import { english } from './language/english'
import { LanguageRoot } from './language/LanguageRoot'

// Failing here is no reason to show anything: the hook loads the core again and reports for itself.
preload().catch(() => undefined)

const element = document.getElementById('root')
if (element === null) throw new Error('index.html must have an element with the id "root".')
const root = createRoot(element)

const wanted = languageFor(storedLanguage(), navigator.languages)
// A page in another language is better than none.
const [language, messages] = await wanted.load().then(
  (loaded) => [wanted, loaded] as const,
  () => [languageFor(null, []), english] as const,
)

// The pages are routes of the application; this router can also ask before one is left.
const router = createBrowserRouter([{ path: '*', element: <App /> }])

root.render(
  <StrictMode>
    <LanguageRoot language={language} messages={messages}>
      <RouterProvider router={router} />
    </LanguageRoot>
  </StrictMode>,
)
