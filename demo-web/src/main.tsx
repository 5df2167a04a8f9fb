import '@fontsource-variable/inter'
import './styles/tokens.css'
import './styles/base.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { BrowserRouter } from 'react-router'
import { preload } from 'transcription-status-sse/client'
import { App } from './App'

// Failing here is no reason to show anything: the hook loads the core again and reports for itself.
preload().catch(() => undefined)

const root = document.getElementById('root')
if (root === null) throw new Error('index.html must have an element with the id "root".')

createRoot(root).render(
  <StrictMode>
    <BrowserRouter>
      <App />
    </BrowserRouter>
  </StrictMode>,
)
