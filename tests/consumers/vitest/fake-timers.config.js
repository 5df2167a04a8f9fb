export default {
  test: { environment: 'jsdom', setupFiles: './fake-timers.js', testTimeout: 60_000 },
}
