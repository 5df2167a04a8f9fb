/** When the page showed which update, by its own clock, milliseconds since the Unix epoch. */
const commits = new Map<string, number>()

const now = (): number => performance.timeOrigin + performance.now()

/** Keeps when `element` came to show which text: runs right after the script that changed it. */
export function watch(element: HTMLElement): void {
  new MutationObserver(() => {
    const at = now()
    document.body.dataset['shown'] = element.innerText
    commits.set(element.innerText, at)
  }).observe(element, { subtree: true, childList: true, characterData: true })
}

/** How far the server's clock is ahead of the page's, in milliseconds: of the quickest of `asks`. */
async function clockAhead(asks: number): Promise<number> {
  let best = { took: Infinity, ahead: 0 }
  for (let asked = 0; asked < asks; asked += 1) {
    const before = now()
    const there = Number(await (await fetch('/api/clock', { cache: 'no-store' })).text())
    const took = now() - before
    if (took < best.took) best = { took, ahead: there - (before + took / 2) }
  }
  return best.ahead
}

Object.assign(window, { ledger: { clockAhead, told: () => Object.fromEntries(commits) } })
