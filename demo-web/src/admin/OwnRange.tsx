import { useId, useState, type SyntheticEvent, type ReactElement } from 'react'
import { serviceNow } from './api/ask'
import type { Period } from './period'
import { useSay } from './say'

interface OwnRangeProps {
  period: Period
  /** RFC 3339, both. */
  onShow: (since: string, until: string) => void
}

const dayMs = 86_400_000

/** A beginning and an end, by the clock of the user. */
export function OwnRange({ period, onShow }: OwnRangeProps): ReactElement {
  const say = useSay().messages.period
  const id = useId()
  const [since, setSince] = useState(() =>
    local(period.span === 'own' ? Date.parse(period.since) : serviceNow() - dayMs),
  )
  const [until, setUntil] = useState(() =>
    local(period.span === 'own' ? Date.parse(period.until) : serviceNow()),
  )
  const [mistake, setMistake] = useState<'incomplete' | 'backwards' | null>(null)

  const submit = (event: SyntheticEvent): void => {
    event.preventDefault()
    const [begin, end] = [new Date(since), new Date(until)]
    if (Number.isNaN(begin.getTime()) || Number.isNaN(end.getTime())) setMistake('incomplete')
    else if (begin >= end) setMistake('backwards')
    else {
      setMistake(null)
      onShow(begin.toISOString(), end.toISOString())
    }
  }

  return (
    <form className="own-range" noValidate onSubmit={submit}>
      {(
        [
          ['since', say.from, since, setSince],
          ['until', say.to, until, setUntil],
        ] as const
      ).map(([name, label, value, setValue]) => (
        <label key={name}>
          {label}
          <input
            className="admin-field"
            type="datetime-local"
            value={value}
            aria-invalid={mistake !== null}
            aria-describedby={mistake === null ? undefined : id}
            onChange={(event) => {
              setValue(event.target.value)
            }}
          />
        </label>
      ))}
      <button type="submit" className="button">
        {say.show}
      </button>
      {mistake !== null && (
        <p id={id} className="mistake" role="alert">
          {say[mistake]}
        </p>
      )}
    </form>
  )
}

/** As `datetime-local` wants it: `2026-01-31T09:05`, by the user's clock. */
function local(at: number): string {
  const offset = new Date(at).getTimezoneOffset() * 60_000
  return new Date(at - offset).toISOString().slice(0, 16)
}
