import type { Page } from '@playwright/test'
import type { Tab } from '../engines/engine'
import type { SeenStatus } from './wire'

/** One thing that the page showed, as its user could see it. */
export interface Shown extends SeenStatus {
  /** The connection's state and its line. */
  connection: string
  line: string
  percent: string
}

interface WitnessedWindow extends Window {
  shown: Shown[]
  announcements: string[]
}

/** Record all that the status card shows and announces, from the page's very first moment. */
export async function watchStatusCard(page: Page): Promise<void> {
  await page.addInitScript(witness)
}

/** Runs in the page, before anything of its own. */
export function witness(): void {
  const witnessed = window as unknown as WitnessedWindow
  witnessed.shown = []
  witnessed.announcements = []

  const look = (): void => {
    const card = document.querySelector<HTMLElement>('.status-card')
    if (card?.dataset['sequence'] === undefined) return
    const textOf = (selector: string): string =>
      card.querySelector(selector)?.textContent.trim() ?? ''
    const now: Shown = {
      epoch: card.dataset['epoch'] ?? '',
      sequence: Number(card.dataset['sequence']),
      status: card.dataset['status'] ?? '',
      progress: Number(card.querySelector('[role=progressbar]')?.getAttribute('aria-valuenow')),
      percent: textOf('[data-part=percent]'),
      message: textOf('[data-part=message]'),
      connection: card.dataset['connection'] ?? '',
      line: textOf('[data-part=line]'),
    }
    const before = witnessed.shown.at(-1)
    if (JSON.stringify(now) !== JSON.stringify(before)) witnessed.shown.push(now)

    const announced = card.querySelector('[role=status]')?.textContent ?? ''
    if (announced !== witnessed.announcements.at(-1)) witnessed.announcements.push(announced)
  }
  new MutationObserver(look).observe(document, {
    subtree: true,
    childList: true,
    attributes: true,
    characterData: true,
  })
}

export function shownBy(page: Pick<Tab, 'evaluate'>): Promise<Shown[]> {
  return page.evaluate(() => (window as unknown as WitnessedWindow).shown)
}

export function announcedBy(page: Pick<Tab, 'evaluate'>): Promise<string[]> {
  return page.evaluate(() => (window as unknown as WitnessedWindow).announcements)
}
