import { chromium, type BrowserContext, type Locator, type Page } from '@playwright/test'
import { chromiumFlags, findChromium } from '../support/chromium'
import type { Engine, Evaluate, Profile, Tab, Target } from './engine'

/** Chromium, by Playwright. */
export async function startChromium(): Promise<Engine> {
  const browser = await chromium.launch({ executablePath: findChromium(), args: chromiumFlags })
  return {
    name: 'chromium',
    newProfile: async () => profileOf(await browser.newContext()),
    close: () => browser.close(),
  }
}

function profileOf(context: BrowserContext): Profile {
  return {
    newTab: async () => tabOf(await context.newPage()),
    setOffline: (isOffline) => context.setOffline(isOffline),
    close: () => context.close(),
  }
}

function tabOf(page: Page): Tab {
  const find = (target: Target): Locator =>
    typeof target === 'string'
      ? page.locator(target)
      : page.getByRole(target.role as Parameters<Page['getByRole']>[0], {
          name: target.name,
          exact: true,
        })
  return {
    goto: (url) => page.goto(url),
    reload: () => page.reload(),
    back: () => page.goBack(),
    forward: () => page.goForward(),
    evaluate: ((look, argument) =>
      page.evaluate(look as (argument: unknown) => unknown, argument)) as Evaluate,
    count: (target) => find(target).count(),
    click: (target) => find(target).first().click(),
    chooseFile: (css, path) => page.locator(css).setInputFiles(path),
    press: (key) => page.keyboard.press(key),
    type: (text) => page.keyboard.type(text),
    setViewport: (width, height) => page.setViewportSize({ width, height }),
    screenshot: () => page.screenshot(),
    close: () => page.close(),
  }
}
