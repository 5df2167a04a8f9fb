import { By, Key as SeleniumKey, type WebDriver, type WebElement } from 'selenium-webdriver'
import type { Engine, Key, Profile, Tab, Target } from './engine'
import { startWebKitProcess } from './webkit-process'

/** WebKitGTK's MiniBrowser, by WebDriver. */
export async function startWebKit(): Promise<Engine> {
  const { newSession, version, stop } = await startWebKitProcess()
  return {
    name: 'webkit',
    version,
    newProfile: async () => profileOf(await newSession()),
    close: stop,
  }
}

async function profileOf(driver: WebDriver): Promise<Profile> {
  const windows = new Windows(driver, await driver.getWindowHandle())
  let isFirst = true
  return {
    newTab: async () => {
      const handle = isFirst ? windows.first : await windows.open()
      isFirst = false
      return tabOf((work) => windows.inFront(handle, work))
    },
    setOffline: null,
    close: () => driver.quit(),
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

/** Elements that may have a role without saying so. */
const withRole = '[role], a, button, input, select, textarea, summary, progress, h1, h2, h3, h4'

async function find(driver: WebDriver, target: Target): Promise<WebElement[]> {
  if (typeof target === 'string') return driver.findElements(By.css(target))
  const found: WebElement[] = []
  for (const element of await driver.findElements(By.css(withRole))) {
    const fits =
      (await element.getAriaRole()) === target.role &&
      (await element.getAccessibleName()) === target.name
    if (fits) found.push(element)
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
      const script = `const [given, done] = arguments
        new Promise((settle) => settle((${look.toString()})(given))).then(
          (value) => done({ value }), (problem) => done({ problem: String(problem) }))`
      const { value, problem } = await ask((driver) =>
        driver.executeAsyncScript<{ value?: unknown; problem?: string }>(script, argument ?? null),
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
