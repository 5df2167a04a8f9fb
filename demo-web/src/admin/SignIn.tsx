import { useRef, useState, type SyntheticEvent, type ReactElement } from 'react'
import { Notice } from '../shell/Notice'
import { Refused, signIn, type Refusal } from './api/ask'
import { questions } from './api/questions'
import { Heading } from './parts/Heading'
import { RefusalNotice } from './parts/RefusalNotice'
import { useSay } from './say'

/** Asks for the administration key. */
export function SignIn(): ReactElement {
  const { messages } = useSay()
  const say = messages.signIn
  const input = useRef<HTMLInputElement>(null)
  const [key, setKey] = useState('')
  const [isSending, setSending] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | 'missing' | null>(null)

  const submit = async (): Promise<void> => {
    if (isSending) return
    input.current?.focus()
    if (key.trim() === '') {
      setRefusal('missing')
      return
    }
    setSending(true)
    setRefusal(null)
    try {
      await signIn(key.trim())
      questions.forget()
    } catch (thrown) {
      setRefusal(thrown instanceof Refused ? thrown.refusal : { kind: 'unanswered' })
      setSending(false)
    }
  }

  return (
    <>
      <title>{messages.pageTitle(say.title)}</title>
      <div>
        <Heading>{say.title}</Heading>
        <p className="lead">{say.lead}</p>
      </div>
      <form
        className="sign-in card"
        noValidate
        onSubmit={(event: SyntheticEvent) => {
          event.preventDefault()
          void submit()
        }}
      >
        <label htmlFor="admin-key">{say.key}</label>
        <input
          ref={input}
          id="admin-key"
          className="admin-field"
          type="password"
          dir="ltr"
          autoComplete="current-password"
          spellCheck={false}
          maxLength={256}
          required
          value={key}
          aria-invalid={refusal === 'missing' || (refusal !== null && refusal.kind === 'stranger')}
          aria-describedby="admin-key-where"
          onChange={(event) => {
            setKey(event.target.value)
          }}
        />
        <p id="admin-key-where" className="note">
          {say.where}
        </p>
        {refusal === 'missing' && <Notice tone="failure" title={say.missing} />}
        {refusal !== null && refusal !== 'missing' && <RefusalNotice refusal={refusal} />}
        <div className="actions">
          <button type="submit" className="button" aria-disabled={isSending}>
            {isSending ? say.submitting : say.submit}
          </button>
        </div>
      </form>
    </>
  )
}
