import { useState, type ReactElement } from 'react'
import { useLocation, useNavigate } from 'react-router'
import type { SessionSummary } from '../api/service'
import { DeletionDialog } from '../history/DeletionDialog'
import { useMessages } from '../language/LanguageProvider'
import { policyQuery } from '../policyFromQuery'
import { DeleteIcon } from '../shell/icons'

/** Deletes the session that a page shows, and goes to those that are left. */
export function DeleteButton({ session }: { session: SessionSummary }): ReactElement {
  const text = useMessages().session
  const navigate = useNavigate()
  const search = policyQuery(useLocation().search)
  const [isAsking, setIsAsking] = useState(false)
  return (
    <>
      <button
        type="button"
        className="button quiet"
        onClick={() => {
          setIsAsking(true)
        }}
      >
        <DeleteIcon />
        {text.delete}
      </button>
      <DeletionDialog
        session={isAsking ? session : null}
        onClose={() => {
          setIsAsking(false)
        }}
        onDeleted={() => {
          void navigate({ pathname: '/sessions', search }, { replace: true })
        }}
      />
    </>
  )
}
