// jest-environment-jsdom takes fetch, TextDecoder and more away from tests; this one leaves them.
export default { testEnvironment: 'jest-fixed-jsdom', testTimeout: 60_000 }
