import './admin.css'
import type { ReactElement } from 'react'
import { Route, Routes } from 'react-router'
import { NotFoundPage } from '../pages/NotFoundPage'
import { useAccess } from './api/useQuestion'
import { Dashboard } from './Dashboard'
import { SayContext, useLanguageLoaded } from './say'
import { SessionConnections } from './session/SessionConnections'
import { SignIn } from './SignIn'

/** How the connections of all users are, for whoever has shown the administration key. */
export default function AdminPages(): ReactElement {
  const say = useLanguageLoaded()
  const access = useAccess()
  return (
    <SayContext value={say}>
      <div className="admin page">
        {access === 'stranger' ? (
          <SignIn />
        ) : (
          <Routes>
            <Route index element={<Dashboard />} />
            <Route path="sessions/:sessionId" element={<SessionConnections />} />
            <Route path="*" element={<NotFoundPage />} />
          </Routes>
        )}
      </div>
    </SayContext>
  )
}
