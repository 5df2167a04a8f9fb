/** The ports of the store, on a device and a network that are virtual. */

/** @returns Ports of js-bindings/src/ports/ports.ts */
export const portsOf = ({ device, network, schedule, surfaced, chance }) => ({
  now: () => device.now(),
  wallClock: () => device.wallClock(),
  schedule: (delayMs, run) => device.schedule(delayMs, run),
  frame: (run) => device.frame(run),
  surface: (error) => surfaced.push(error),
  seed: () => chance.whole32(),
  canStream: () => schedule.canStream,
  isOnline: () => device.isOnline,
  isVisible: () => device.isVisible,
  openStream: (request, listener) => network.openStream(request, listener),
  request: (_url, options) => network.request(options),
  loadBeacon: () => Promise.reject(new Error('no telemetry here')),
  watchEnvironment: (report) => device.watch(report),
})
