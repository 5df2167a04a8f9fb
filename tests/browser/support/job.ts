import { expect, type APIRequestContext } from '@playwright/test'
import type { AudioFile } from './speech'
import type { SeenStatus } from './wire'

/** How the server misbehaves; its kinds and fields are in demo-web/server/README.md. */
export type Fault = { kind: string } & Record<string, string | number | boolean>

/** A job at the service, spoken to directly: what a test does itself is not among the requests
 * that the gateway counts. */
export interface Job {
  id: string
  status: () => Promise<SeenStatus>
  /** Let the server misbehave towards those who follow this job. */
  meets: (fault: Fault) => Promise<void>
  heals: () => Promise<void>
  cancel: () => Promise<void>
  /** Cancel it if it still runs. */
  end: () => Promise<void>
}

/** A bearer token that the service gives to a new user. */
export async function newToken(request: APIRequestContext, origin: string): Promise<string> {
  const answer = await request.post(`${origin}/api/v1/auth/token`)
  return ((await answer.json()) as { access_token: string }).access_token
}

/** Upload `audio` as the user whose cookies `request` has; a new user where it has none. */
export async function createJob(
  request: APIRequestContext,
  origin: string,
  audio: AudioFile,
): Promise<Job> {
  await request.get(`${origin}/`)
  const upload = await request.post(`${origin}/api/v1/sessions`, { multipart: { audio } })
  expect(upload.status(), await upload.text()).toBe(201)
  const { session_id: id } = (await upload.json()) as { session_id: string }
  const session = `${origin}/api/v1/sessions/${id}`
  const faults = `${origin}/api/v1/demo/faults/${id}`
  // The service ends connections that are idle for 5 s, maybe just when the next request is sent.
  const again = { maxRetries: 2 }
  const cancel = () => request.post(`${session}/cancel`, again)
  return {
    id,
    status: async () => {
      const answer = await request.get(session, again)
      return ((await answer.json()) as { status: SeenStatus }).status
    },
    meets: async (fault) => {
      const answer = await request.put(faults, { data: fault, ...again })
      expect(answer.status(), await answer.text()).toBe(204)
    },
    heals: async () => {
      expect((await request.delete(faults, again)).status()).toBe(204)
    },
    cancel: async () => {
      expect((await cancel()).status()).toBe(200)
    },
    end: async () => {
      await request.delete(faults, again)
      await cancel()
    },
  }
}
