// jest-environment-jsdom takes fetch, TextDecoder and more away from tests; this one leaves them.
const common = { testEnvironment: 'jest-fixed-jsdom' }

export default {
  testTimeout: 60_000,
  projects: [
    { ...common, testMatch: ['**/follow.test.js'] },
    { ...common, testMatch: ['**/testing.test.js'], fakeTimers: { enableGlobally: true } },
  ],
}
