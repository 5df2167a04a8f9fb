import { createElement, version } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { Page } from './shared/page.js'

document.documentElement.dataset.react = version
hydrateRoot(document.getElementById('page'), createElement(Page), {
  // Mismatches, too, are told here.
  onRecoverableError: (error) => console.error(error),
})
