import '@fontsource-variable/inter'
import '@fontsource-variable/noto-sans-arabic'
import 'transcription-status-sse/components.css'
import type { ReactElement } from 'react'
import { createRoot } from 'react-dom/client'
import { arabic, english } from 'transcription-status-sse/components'
import { Burst } from './burst'
import { Gallery } from './gallery'
import { NOW, scenes, type SceneName } from './scenes'

const query = new URLSearchParams(location.search)
const messages = query.get('language') === 'ar' ? arabic : english
const scene = query.get('scene')

document.documentElement.lang = messages.locale
document.documentElement.dir = messages.direction

function page(): ReactElement {
  if (query.has('burst')) return <Burst />
  // The time stands still, so that every picture is the same.
  Date.now = () => NOW
  const names = scene === null ? (Object.keys(scenes) as SceneName[]) : [scene as SceneName]
  return <Gallery names={names} messages={messages} />
}

const container = document.getElementById('page')
if (container === null) throw new Error('Expected an element with the id "page" in index.html.')
createRoot(container).render(page())
