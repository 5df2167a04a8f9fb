import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query'
import { followLater, hasEnded, Shown, statusUrl } from './show'

const client = new QueryClient()

/** As its guide to polling shows. */
function Job({ id }) {
  const { data } = useQuery({
    queryKey: ['status', id],
    queryFn: async () => (await fetch(statusUrl(id))).json(),
    refetchInterval: ({ state }) => (hasEnded(state.data) ? false : 3_000),
  })
  return <Shown status={data ?? null} />
}

followLater((id) => (
  <QueryClientProvider client={client}>
    <Job id={id} />
  </QueryClientProvider>
))
