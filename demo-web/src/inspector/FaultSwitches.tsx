import './fault-switches.css'
import { useId, type ReactElement } from 'react'
import { ToggleButton } from 'react-aria-components/ToggleButton'
import { ToggleButtonGroup } from 'react-aria-components/ToggleButtonGroup'
import { useMessages } from '../language/LanguageProvider'
import { ProblemNotice } from '../shell/ProblemNotice'
import { faults, type FaultName } from './faults'
import type { FaultChoice } from './useFault'

const well = 'well'
const names = Object.keys(faults) as FaultName[]

/** Makes the server misbehave towards this session, so that anyone can see the logic work. */
export function FaultSwitches({ chosen, problem, choose }: FaultChoice): ReactElement {
  const text = useMessages().inspector
  const lead = useId()
  return (
    <>
      <p className="note" id={lead}>
        {text.lead}
      </p>
      {/* Arrow keys move among them without choosing: each choice has its effect at the server. */}
      <ToggleButtonGroup
        className="fault-switches"
        aria-labelledby={lead}
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[chosen ?? well]}
        onSelectionChange={(keys) => {
          choose(names.find((name) => keys.has(name)) ?? null)
        }}
      >
        {([well, ...names] as const).map((name) => (
          <ToggleButton key={name} id={name} className="fault-switch">
            <span className="fault-name">{text.faults[name].name}</span>
            <span className="fault-effect">{text.faults[name].effect}</span>
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      {problem !== null && <ProblemNotice problem={problem} />}
    </>
  )
}
