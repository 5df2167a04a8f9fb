import './audio-chooser.css'
import { useRef, useState, type DragEvent, type ReactElement } from 'react'
import { messages } from '../messages'
import { MicrophoneIcon, UploadIcon } from '../shell/icons'
import { Notice } from '../shell/Notice'
import { SampleChooser } from './SampleChooser'

interface AudioChooserProps {
  onChosen: (audio: File) => void
  onRecord: () => void
}

/** A file by drop or by dialogue, a sample, or the microphone. */
export function AudioChooser({ onChosen, onRecord }: AudioChooserProps): ReactElement {
  const text = messages.chooser
  const input = useRef<HTMLInputElement>(null)
  const [isOver, setIsOver] = useState(false)
  const [hasTooMany, setHasTooMany] = useState(false)

  const take = (files: FileList | null): void => {
    const [first] = files ?? []
    setHasTooMany((files?.length ?? 0) > 1)
    if (first !== undefined && files?.length === 1) onChosen(first)
  }

  const hover = (event: DragEvent): void => {
    event.preventDefault()
    setIsOver(true)
  }
  const leave = (event: DragEvent): void => {
    // Moving on to a child leaves the parent too; only going outside counts.
    if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setIsOver(false)
  }
  const drop = (event: DragEvent): void => {
    event.preventDefault()
    setIsOver(false)
    take(event.dataTransfer.files)
  }

  return (
    <section className="card chooser" aria-label={text.label}>
      {hasTooMany && (
        <Notice tone="failure" title={text.severalFiles.title} detail={text.severalFiles.detail} />
      )}
      <div
        className="drop-zone"
        data-over={isOver}
        onDragEnter={hover}
        onDragOver={hover}
        onDragLeave={leave}
        onDrop={drop}
      >
        <UploadIcon />
        <p className="drop-title">{isOver ? text.dropNow : text.drop}</p>
        <div className="actions">
          <button type="button" className="button" onClick={() => input.current?.click()}>
            {text.choose}
          </button>
          <button type="button" className="button quiet" onClick={onRecord}>
            <MicrophoneIcon />
            {text.record}
          </button>
        </div>
        <p className="note">{text.formats}</p>
        <input
          ref={input}
          type="file"
          accept="audio/*,.wav,.flac,.mp3,.ogg,.oga,.opus,.webm,.m4a,.aac,.aiff"
          aria-label={text.label}
          hidden
          onChange={(event) => {
            take(event.currentTarget.files)
            // Else choosing the same file again would change nothing and say nothing.
            event.currentTarget.value = ''
          }}
        />
      </div>
      <SampleChooser onChosen={onChosen} />
    </section>
  )
}
