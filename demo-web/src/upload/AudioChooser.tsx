import './audio-chooser.css'
import { useState, type ReactElement } from 'react'
import { Button } from 'react-aria-components/Button'
import { DropZone } from 'react-aria-components/DropZone'
import { FileTrigger } from 'react-aria-components/FileTrigger'
import { useMessages } from '../language/LanguageProvider'
import { MicrophoneIcon, UploadIcon } from '../shell/icons'
import { Notice } from '../shell/Notice'
import { SampleChooser } from './SampleChooser'

const acceptedTypes = 'audio/*,.wav,.flac,.mp3,.ogg,.oga,.opus,.webm,.m4a,.aac,.aiff'.split(',')

interface AudioChooserProps {
  onChosen: (audio: File) => void
  onRecord: () => void
}

/** A file by drop, by paste or by dialogue, a sample, or the microphone. */
export function AudioChooser({ onChosen, onRecord }: AudioChooserProps): ReactElement {
  const text = useMessages().chooser
  const [mistake, setMistake] = useState<'severalFiles' | 'noFile' | null>(null)

  const take = (files: readonly File[]): void => {
    const [first] = files
    setMistake(files.length > 1 ? 'severalFiles' : first === undefined ? 'noFile' : null)
    if (first !== undefined && files.length === 1) onChosen(first)
  }

  return (
    <section className="card chooser" aria-label={text.label}>
      {mistake !== null && <Notice tone="failure" {...text[mistake]} />}
      <DropZone
        className="drop-zone"
        aria-label={text.paste}
        getDropOperation={() => 'copy'}
        onDrop={({ items }) => {
          const files = items.filter((item) => item.kind === 'file')
          void Promise.all(files.map((file) => file.getFile())).then(take)
        }}
      >
        {({ isDropTarget }) => (
          <>
            <UploadIcon />
            <p className="drop-title">{isDropTarget ? text.dropNow : text.drop}</p>
            <div className="actions">
              <FileTrigger
                acceptedFileTypes={acceptedTypes}
                onSelect={(files) => {
                  if (files !== null && files.length > 0) take([...files])
                }}
              >
                <Button className="button">{text.choose}</Button>
              </FileTrigger>
              <button type="button" className="button quiet" onClick={onRecord}>
                <MicrophoneIcon />
                {text.record}
              </button>
            </div>
            <p className="note">{text.formats}</p>
          </>
        )}
      </DropZone>
      <SampleChooser onChosen={onChosen} />
    </section>
  )
}
