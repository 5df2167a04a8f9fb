import { createElement, useEffect } from 'react'
import { createRoot } from 'react-dom/client'
import { signedInAgain } from './show'

/** What people would use instead, each as its README shows it. They close when the job has ended. */

const STATUS = '/api/v1/sessions/watched/status'
const STREAM = `${STATUS}/stream`
const POLL_MS = 3000

const isOver = ({ status }) => status === 'completed'

/** Shows what `source`, whose face is that of `EventSource`, gets. */
function follow(source, show) {
  source.addEventListener('status', ({ data }) => {
    const status = JSON.parse(data)
    show(status)
    if (isOver(status)) source.close()
  })
}

async function fetchStatus() {
  const response = await fetch(STATUS)
  if (!response.ok) throw new Error(`${response.status}`)
  return response.json()
}

async function fetchEventSource(show, { fetchEventSource: start }, handling) {
  const controller = new AbortController()
  await start(STREAM, {
    signal: controller.signal,
    onmessage({ event, data }) {
      if (event !== 'status') return
      const status = JSON.parse(data)
      show(status)
      if (isOver(status)) controller.abort()
    },
    ...handling,
  })
}

export const peers = {
  /** Its own handling tries again after each error; a stream that ends is none unless `onclose` says so. */
  async 'fetch-event-source'(show) {
    await fetchEventSource(show, await import('@microsoft/fetch-event-source'), {
      onclose() {
        throw new Error('closed')
      },
    })
  },

  /** "You can add better error handling". The README wants the content type without a charset. */
  async 'fetch-event-source-readme'(show) {
    class RetriableError extends Error {}
    class FatalError extends Error {}
    const peer = await import('@microsoft/fetch-event-source')
    await fetchEventSource(show, peer, {
      async onopen(response) {
        const type = response.headers.get('content-type')
        if (response.ok && type?.startsWith(peer.EventStreamContentType)) return
        const { status } = response
        if (status >= 400 && status < 500 && status !== 429) throw new FatalError()
        throw new RetriableError()
      },
      onclose() {
        throw new RetriableError()
      },
      onerror(error) {
        if (error instanceof FatalError) throw error
      },
    })
  },

  async eventsource(show) {
    const { EventSource } = await import('eventsource')
    follow(new EventSource(new URL(STREAM, import.meta.url).href), show)
  },

  async 'eventsource-client'(show) {
    const { createEventSource } = await import('eventsource-client')
    const source = createEventSource({
      url: STREAM,
      onMessage({ event, data }) {
        if (event !== 'status') return
        const status = JSON.parse(data)
        show(status)
        if (isOver(status)) source.close()
      },
    })
  },

  async 'reconnecting-eventsource'(show) {
    const { default: ReconnectingEventSource } = await import('reconnecting-eventsource')
    follow(new ReconnectingEventSource(STREAM), show)
  },

  /** `headers` as a function "allows you to always get a fresh auth token": it waits until there is one. */
  async 'event-source-plus'(show) {
    const { EventSourcePlus } = await import('event-source-plus')
    let signedIn = Promise.resolve()
    const source = new EventSourcePlus(STREAM, {
      async headers() {
        await signedIn
        return {}
      },
    })
    const controller = source.listen({
      onMessage({ event, data }) {
        if (event !== 'status') return
        const status = JSON.parse(data)
        show(status)
        if (isOver(status)) controller.abort()
      },
      onResponseError({ response }) {
        if (response.status === 401) signedIn = signedInAgain()
      },
    })
  },

  async 'event-source-polyfill'(show) {
    const { EventSourcePolyfill } = await import('event-source-polyfill')
    follow(new EventSourcePolyfill(STREAM), show)
  },

  async 'extended-eventsource'(show) {
    const { EventSource } = await import('extended-eventsource')
    follow(new EventSource(STREAM, { retry: 3000 }), show)
  },

  async 'sse.js'(show) {
    const { SSE } = await import('sse.js')
    const recommended = { autoReconnect: true, reconnectDelay: 3000, maxRetries: null }
    follow(new SSE(STREAM, { ...recommended, useLastEventId: true }), show)
  },

  polling(show) {
    const timer = setInterval(poll, POLL_MS)
    async function poll() {
      try {
        const status = await fetchStatus()
        show(status)
        if (isOver(status)) clearInterval(timer)
      } catch {
        // The next one may do better.
      }
    }
    void poll()
  },

  async 'react-query'(show) {
    const { QueryClient, QueryClientProvider, useQuery } = await import('@tanstack/react-query')
    function Job() {
      const { data } = useQuery({
        queryKey: ['watched'],
        queryFn: fetchStatus,
        refetchInterval: ({ state }) => (state.data && isOver(state.data) ? false : POLL_MS),
      })
      useEffect(() => {
        if (data) show(data)
      }, [data])
      return null
    }
    const container = globalThis.document.createElement('div')
    const client = new QueryClient()
    createRoot(container).render(createElement(QueryClientProvider, { client }, createElement(Job)))
  },
}
