/** What the documents use of a test runner of their reader's; Vitest's and Jest's are alike in it. */
declare module 'vitest' {
  export function beforeEach(step: () => unknown): void
  export function afterEach(step: () => unknown): void
  export function test(name: string, run: () => unknown): void
}
