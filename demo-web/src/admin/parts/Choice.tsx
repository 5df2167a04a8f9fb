import './choice.css'
import type { ReactElement } from 'react'

interface ChoiceProps<Value extends string> {
  label: string
  /** Of the radio buttons. */
  name: string
  options: readonly { value: Value; name: string }[]
  chosen: Value
  onChoose: (value: Value) => void
}

/** One of a few, side by side: radio buttons, which the arrow keys move between. */
export function Choice<Value extends string>({
  label,
  name,
  options,
  chosen,
  onChoose,
}: ChoiceProps<Value>): ReactElement {
  return (
    <fieldset className="admin-choice">
      <legend className="visually-hidden">{label}</legend>
      {options.map((option) => (
        <label key={option.value}>
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === chosen}
            onChange={() => {
              onChoose(option.value)
            }}
          />
          <span>{option.name}</span>
        </label>
      ))}
    </fieldset>
  )
}
