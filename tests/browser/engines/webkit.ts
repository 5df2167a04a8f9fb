import { By, Key as SeleniumKey, type WebDriver, type WebElement } from 'selenium-webdriver'
import type { Engine, Key, Profile, Tab, Target } from './engine'
import { openScreen, type Session } from './webkit-process'

/** WebKitGTK's MiniBrowser, by WebDriver. */
export async function startWebKit(): Promise<Engine> {
  const screen = await openScreen()
  return {
    name: 'webkit',
    newProfile: async () => profileOf(await screen.newSession()),
    close: () => screen.close(),
  }
}

async function profileOf({ driver, end }: Session): Promise<Profile> {
  const windows = new Windows(driver, await driver.getWindowHandle())
  let isFirst = true
  return {
    newTab: async () => {
      const handle = isFirst ? windows.first : await windows.open()
      isFirst = false
      return tabOf((work) => windows.inFront(handle, work))
    },
    setOffline: null,
    close: end,
  }
}

/** A session has one window that commands go to: this leads each command to its own. */
class Windows {
  readonly first: string
  readonly #driver: WebDriver
  #current: string
  #last: Promise<unknown> = Promise.resolve()

  constructor(driver: WebDriver, first: string) {
    this.#driver = driver
    this.#current = this.first = first
  }

  open(): Promise<string> {
    return this.inFront(this.#current, async (driver) => {
      await driver.switchTo().newWindow('tab')
      return (this.#current = await driver.getWindowHandle())
    })
  }

  inFront<Result>(handle: string, work: (driver: WebDriver) => Promise<Result>): Promise<Result> {
    const mine = this.#last.then(async () => {
      if (this.#current !== handle) await this.#driver.switchTo().window(handle)
      this.#current = handle
      return work(this.#driver)
    })
    this.#last = mine.catch(() => undefined)
    return mine
  }
}

type Ask = <Result>(work: (driver: WebDriver) => Promise<Result>) => Promise<Result>

const keys: Record<Key, string> = {
  Tab: SeleniumKey.TAB,
  Enter: SeleniumKey.ENTER,
  Space: SeleniumKey.SPACE,
}

/** What may have this name; whether it has, and which role, the engine is asked for each. */
const likely = `return Array.from(
  document.querySelectorAll('[role], a, button, input, select, summary, h1, h2, h3, h4'),
).filter((found) => (found.getAttribute('aria-label') ?? found.textContent).includes(arguments[0]))`

async function find(driver: WebDriver, target: Target): Promise<WebElement[]> {
  if (typeof target === 'string') return driver.findElements(By.css(target))
  const found: WebElement[] = []
  for (const element of await driver.executeScript<WebElement[]>(likely, target.name)) {
    const said = await Promise.all([element.getAriaRole(), element.getAccessibleName()])
    if (said[0] === target.role && said[1] === target.name) found.push(element)
  }
  return found
}

function tabOf(ask: Ask): Tab {
  return {
    goto: (url) => ask((driver) => driver.get(url)),
    reload: () => ask((driver) => driver.navigate().refresh()),
    back: () => ask((driver) => driver.navigate().back()),
    forward: () => ask((driver) => driver.navigate().forward()),
    evaluate: async (look, argument) => {
      const script = `return new Promise((settle) => settle((${look.toString()})(arguments[0])))
        .then((value) => ({ value }), (problem) => ({ problem: String(problem) }))`
      const { value, problem } = await ask((driver) =>
        driver.executeScript<{ value?: unknown; problem?: string }>(script, argument ?? null),
      )
      if (problem !== undefined) throw new Error(problem)
      return value as never
    },
    count: (target) => ask(async (driver) => (await find(driver, target)).length),
    click: (target) =>
      ask(async (driver) => {
        const [element] = await find(driver, target)
        if (element === undefined) throw new Error(`Nothing to click on: ${JSON.stringify(target)}`)
        await element.click()
      }),
    chooseFile: (css, path) =>
      ask(async (driver) => (await driver.findElement(By.css(css))).sendKeys(path)),
    press: (key) => ask((driver) => driver.actions().sendKeys(keys[key]).perform()),
    type: (text) => ask((driver) => driver.actions().sendKeys(text).perform()),
    setViewport: (width, height) =>
      ask(async (driver) => {
        const window = driver.manage().window()
        const frame = await driver.executeScript<[number, number]>(() => [
          outerWidth - innerWidth,
          outerHeight - innerHeight,
        ])
        await window.setRect({ x: 0, y: 0, width: width + frame[0], height: height + frame[1] })
      }),
    screenshot: () => ask(async (driver) => Buffer.from(await driver.takeScreenshot(), 'base64')),
    close: () => ask((driver) => driver.close()),
  }
}
