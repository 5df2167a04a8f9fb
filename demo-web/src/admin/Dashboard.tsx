import { useState, type ReactElement } from 'react'
import { useSearchParams } from 'react-router'
import { useAccess } from './api/useQuestion'
import type { Overview } from './api/answers'
import { EmptyNotice } from './EmptyNotice'
import { Heading } from './parts/Heading'
import { RefusalNotice } from './parts/RefusalNotice'
import { periodIn, searchOf, type Period } from './period'
import { useSay } from './say'
import type { Look, SectionQuestion } from './sections/asking'
import { ConnectionsSection } from './sections/ConnectionsSection'
import { EngagementSection } from './sections/EngagementSection'
import { ExperimentSection } from './sections/ExperimentSection'
import { FailuresSection } from './sections/FailuresSection'
import { LatencySection } from './sections/LatencySection'
import { OverviewSection } from './sections/OverviewSection'
import { ReconnectionsSection } from './sections/ReconnectionsSection'
import { SavingsSection } from './sections/SavingsSection'
import { StabilitySection } from './sections/StabilitySection'
import { Toolbar } from './Toolbar'
import { useOverview } from './useOverview'

/** How the connections of all users are, and were. */
export function Dashboard(): ReactElement {
  const { messages } = useSay()
  const [search, setSearch] = useSearchParams()
  const [round, setRound] = useState(0)
  const [isRenewing, setRenewing] = useState(true)
  const look: Look = { period: periodIn(search), round }
  const overview = useOverview(look, isRenewing)
  const access = useAccess()
  // Whoever turns out to be a stranger has seen no page that goes again.
  if (access === 'unknown') return <p role="status">{messages.loadingPage}</p>
  return (
    <>
      <title>{messages.pageTitle(messages.title)}</title>
      <div>
        <Heading>{messages.title}</Heading>
        <p className="lead">{messages.lead}</p>
      </div>
      <Toolbar
        period={look.period}
        onPeriod={(period: Period) => {
          setSearch(searchOf(period))
        }}
        onReload={() => {
          setRound(round + 1)
        }}
        isRenewing={isRenewing}
        onRenewing={setRenewing}
        isAnnounced={overview.isByUser}
      />
      {overview.refusal?.kind === 'period' ? (
        <RefusalNotice refusal={overview.refusal} />
      ) : (
        <Sections look={look} overview={overview} />
      )}
    </>
  )
}

interface SectionsProps {
  look: Look
  overview: SectionQuestion<Overview>
}

function Sections({ look, overview }: SectionsProps): ReactElement {
  return (
    <>
      {overview.answer !== null && <EmptyNotice overview={overview.answer} />}
      <OverviewSection question={overview} />
      <ConnectionsSection look={look} />
      <StabilitySection look={look} />
      <FailuresSection look={look} />
      <ReconnectionsSection look={look} />
      <LatencySection look={look} />
      <SavingsSection question={overview} />
      <ExperimentSection look={look} />
      <EngagementSection look={look} />
    </>
  )
}
