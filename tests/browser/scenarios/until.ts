import { expect } from '@playwright/test'

/** Like `expect.poll`, but it looks so often that a scenario goes on when it can. */
export const until = <Value>(look: () => Value | Promise<Value>, what?: string, timeout?: number) =>
  expect.poll(look, {
    intervals: [20, 50, 100],
    ...(what !== undefined && { message: what }),
    ...(timeout !== undefined && { timeout }),
  })
