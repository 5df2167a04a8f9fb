import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import type { TranscriptionStatus } from 'transcription-status-sse'
import { followLater, hasEnded, Shown, statusUrl } from './show'

const client = new QueryClient()

function Job({ id }: { id: string }): ReactElement {
  const { data } = useQuery({
    queryKey: ['status', id],
    queryFn: async () => (await fetch(statusUrl(id))).json() as Promise<TranscriptionStatus>,
    refetchInterval: ({ state }) => (hasEnded(state.data) ? false : 3_000),
  })
  return <Shown status={data ?? null} />
}

followLater((id) => (
  <QueryClientProvider client={client}>
    <Job id={id} />
  </QueryClientProvider>
))
