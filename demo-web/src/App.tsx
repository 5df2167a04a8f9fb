import { lazy, Suspense, type ReactElement } from 'react'
import { Route, Routes, useLocation } from 'react-router'
import { useMessages } from './language/LanguageProvider'
import { HomePage } from './pages/HomePage'
import { NotFoundPage } from './pages/NotFoundPage'
import { SessionPage } from './pages/SessionPage'
import { SessionsPage } from './pages/SessionsPage'
import { ErrorBoundary } from './shell/ErrorBoundary'
import { Shell } from './shell/Shell'

const AdminPages = lazy(() => import('./admin/AdminPages'))

export function App(): ReactElement {
  const { pathname } = useLocation()
  const { loading } = useMessages()
  return (
    <Shell>
      <ErrorBoundary key={pathname}>
        <Routes>
          <Route path="/" element={<HomePage />} />
          <Route path="/sessions" element={<SessionsPage />} />
          <Route path="/sessions/:sessionId" element={<SessionPage />} />
          <Route
            path="/admin/*"
            element={
              <Suspense fallback={<p role="status">{loading}</p>}>
                <AdminPages />
              </Suspense>
            }
          />
          <Route path="*" element={<NotFoundPage />} />
        </Routes>
      </ErrorBoundary>
    </Shell>
  )
}
