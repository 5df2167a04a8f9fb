import type { ReactElement } from 'react'
import {
  ConnectionIndicator,
  TranscriptionProgress,
  type ProgressMessages,
} from 'transcription-status-sse/components'
import { scenes, type Scene, type SceneName } from './scenes'

const captions = {
  ltr: { title: 'The components in each state', cancel: 'Cancel' },
  rtl: { title: 'المكوِّنات في كل حالة', cancel: 'إلغاء' },
}

interface GalleryProps {
  names: readonly SceneName[]
  messages: ProgressMessages
}

/** The components in these scenes, one below the other. */
export function Gallery({ names, messages }: GalleryProps): ReactElement {
  const { title, cancel } = captions[messages.direction]
  return (
    <>
      <h1>{title}</h1>
      {names.map((name) => {
        const { isOnline = true, ...snapshot }: Scene = scenes[name]
        const isRunning = ['queued', 'processing'].includes(snapshot.status?.status ?? '')
        return (
          <div className="scene" id={name} key={name}>
            <h2 lang="en">{name}</h2>
            <TranscriptionProgress
              {...snapshot}
              retry={() => undefined}
              isOnline={isOnline}
              messages={messages}
            >
              {isRunning && (
                <button type="button" className="app-button">
                  {cancel}
                </button>
              )}
            </TranscriptionProgress>
            <ConnectionIndicator
              className="alone"
              {...snapshot}
              isOnline={isOnline}
              messages={messages}
            />
          </div>
        )
      })}
    </>
  )
}
