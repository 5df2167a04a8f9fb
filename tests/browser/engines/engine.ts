/**
 * What the scenarios need of a browser, and no more: so that an engine that nobody drives well yet can
 * have a driver, too. What a page looks like is asked by `evaluate`, in every engine alike.
 */
export interface Engine {
  readonly name: EngineName
  /** A user of their own: no cookies, no storage, no tabs of others. */
  newProfile: () => Promise<Profile>
  close: () => Promise<unknown>
}

export const engineNames = ['chromium', 'firefox', 'webkit'] as const
export type EngineName = (typeof engineNames)[number]

export interface Profile {
  /** A new tab, in front of the others; its page is empty. */
  newTab: () => Promise<Tab>
  /** Cut the browser off the network, and join it again; null where an engine cannot be asked to. */
  setOffline: ((isOffline: boolean) => Promise<unknown>) | null
  close: () => Promise<unknown>
}

/** A CSS selector, or the role and the whole name that assistive technology is told. */
export type Target = string | { role: string; name: string }

/** Keys that are pressed by name. */
export type Key = 'Tab' | 'Enter' | 'Space'

export interface Tab {
  /** Load `url` and wait until it is loaded. */
  goto: (url: string) => Promise<unknown>
  reload: () => Promise<unknown>
  /** Go one page back in the tab's history, and wait until it is there. */
  back: () => Promise<unknown>
  forward: () => Promise<unknown>
  /** Run `look` in the page; what goes in and comes out is JSON. */
  evaluate: Evaluate
  /** How many elements there are that fit. */
  count: (target: Target) => Promise<number>
  /** Click on the first, as a pointer would. Throws where there is none. */
  click: (target: Target) => Promise<unknown>
  /** Give the file at `path` to the file input `css`. */
  chooseFile: (css: string, path: string) => Promise<unknown>
  press: (key: Key) => Promise<unknown>
  type: (text: string) => Promise<unknown>
  /** CSS pixels. */
  setViewport: (width: number, height: number) => Promise<unknown>
  /** PNG. */
  screenshot: () => Promise<Buffer>
  close: () => Promise<unknown>
}

export type Evaluate = <Result, Argument = undefined>(
  look: (argument: Argument) => Result | Promise<Result>,
  argument?: Argument,
) => Promise<Result>
