/**
 * What Chromium has and pages do not need. Of several such lists Chromium takes the last, so that this one
 * has what Playwright's (1.65) has for Linux, too.
 */
const featuresOff = [
  // What the address bar suggests is shown by two pages of its own, which each new window loads: more
  // work than most of what is tested or measured here, and at the same time.
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
  // Pages come, look and go as they are told to.
  'AvoidCorsURLLoaderRestartOnRedirect',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsFirstBalancedModeAutoEnable',
  'HttpsUpgrades',
  'LensOverlay',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  // They speak to others than the page.
  'AimEnabled',
  'MediaRouter',
  'NetworkTimeServiceQuerying',
  'OptimizationHints',
  'PreconnectToSearch',
]

/** Flags under which Chromium runs the same everywhere and speaks to nobody but the page. */
export const chromiumFlags = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  `--disable-features=${featuresOff.join(',')}`,
]
