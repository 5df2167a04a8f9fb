import './downloads.css'
import type { ReactElement } from 'react'
import { transcriptFormats, transcriptUrl } from '../api/service'
import { useMessages } from '../language/LanguageProvider'
import { DownloadIcon } from '../shell/icons'

/** The transcript as a file: text, subtitles, or everything that is known. */
export function Downloads({ sessionId }: { sessionId: string }): ReactElement {
  const text = useMessages().session
  return (
    <div className="downloads" role="group" aria-label={text.download}>
      <DownloadIcon />
      {transcriptFormats.map((format) => (
        <a
          key={format}
          className="button quiet"
          href={transcriptUrl(sessionId, format)}
          download
          aria-label={text.downloadAs(format.toUpperCase())}
        >
          {format.toUpperCase()}
        </a>
      ))}
    </div>
  )
}
