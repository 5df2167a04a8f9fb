import type { Engine, Evaluate, Key, Profile, Tab, Target } from './engine'
import { startFirefoxProcess, type Send } from './firefox-process'

/**
 * Firefox, by WebDriver BiDi itself. (Playwright 1.65 drives it so, too, but asks for
 * emulation.setMediaFeaturesOverride, which Firefox 153 does not know, and waits for ever for a page
 * that comes back out of the back/forward cache.)
 */
export async function startFirefox(): Promise<Engine> {
  const { send, stop } = await startFirefoxProcess()
  return {
    name: 'firefox',
    newProfile: async () =>
      profileOf(
        send,
        (await send<{ userContext: string }>('browser.createUserContext')).userContext,
      ),
    close: stop,
  }
}

function profileOf(send: Send, userContext: string): Profile {
  return {
    newTab: async () => {
      const opened = { type: 'tab', userContext }
      return tabOf(
        send,
        (await send<{ context: string }>('browsingContext.create', opened)).context,
      )
    },
    setOffline: async (isOffline) => {
      const networkConditions = isOffline ? { type: 'offline' } : null
      const userContexts = [userContext]
      await send('emulation.setNetworkConditions', { networkConditions, userContexts })
    },
    close: () => send('browser.removeUserContext', { userContext }),
  }
}

interface Node {
  sharedId: string
}

interface Answer {
  type: 'success' | 'exception'
  result: { value: string }
  exceptionDetails?: { text: string }
}

/** By WebDriver's own code points (WebDriver, 17.4.2). */
const keys: Record<Key, string> = { Tab: '\uE004', Enter: '\uE007', Space: ' ' }

function tabOf(send: Send, context: string): Tab {
  const evaluate = (async (look, argument) => {
    const { type, result, exceptionDetails } = await send<Answer>('script.callFunction', {
      functionDeclaration: `async (given) => JSON.stringify((await (${look.toString()})(JSON.parse(given))) ?? null)`,
      arguments: [{ type: 'string', value: JSON.stringify(argument ?? null) }],
      awaitPromise: true,
      target: { context },
    })
    if (type === 'exception') throw new Error(exceptionDetails?.text)
    return JSON.parse(result.value) as never
  }) as Evaluate

  const find = async (target: Target): Promise<Node[]> => {
    const locator =
      typeof target === 'string'
        ? { type: 'css', value: target }
        : { type: 'accessibility', value: target }
    const asked = { context, locator }
    return (await send<{ nodes: Node[] }>('browsingContext.locateNodes', asked)).nodes
  }
  const act = (source: object): Promise<unknown> =>
    send('input.performActions', { context, actions: [source] })
  const typeKeys = (text: string): Promise<unknown> =>
    act({
      type: 'key',
      id: 'keyboard',
      actions: Array.from(text).flatMap((value) => [
        { type: 'keyDown', value },
        { type: 'keyUp', value },
      ]),
    })
  const traverse = async (delta: number): Promise<void> => {
    const left = await evaluate(() => location.href)
    await send('browsingContext.traverseHistory', { context, delta })
    // No event tells of a page that comes out of the back/forward cache: it is not loaded again.
    const isThere = (): Promise<boolean> =>
      evaluate((from) => location.href !== from && document.readyState === 'complete', left)
    // Between two pages there is nothing to ask.
    while (!(await isThere().catch(() => false)));
  }
  return {
    goto: (url) => send('browsingContext.navigate', { context, url, wait: 'complete' }),
    reload: () => send('browsingContext.reload', { context, wait: 'complete' }),
    back: () => traverse(-1),
    forward: () => traverse(1),
    evaluate,
    count: async (target) => (await find(target)).length,
    click: async (target) => {
      const [element] = await find(target)
      if (element === undefined) throw new Error(`Nothing to click on: ${JSON.stringify(target)}`)
      const { sharedId } = element
      await send('script.callFunction', {
        functionDeclaration: "(element) => element.scrollIntoView({ block: 'center' })",
        arguments: [{ sharedId }],
        awaitPromise: false,
        target: { context },
      })
      const origin = { type: 'element', element: { sharedId } }
      await act({
        type: 'pointer',
        id: 'pointer',
        actions: [
          { type: 'pointerMove', x: 0, y: 0, origin },
          { type: 'pointerDown', button: 0 },
          { type: 'pointerUp', button: 0 },
        ],
      })
    },
    chooseFile: async (css, path) => {
      const [element] = await find(css)
      await send('input.setFiles', { context, element, files: [path] })
    },
    press: (key) => typeKeys(keys[key]),
    type: (text) => typeKeys(text),
    setViewport: (width, height) =>
      send('browsingContext.setViewport', { context, viewport: { width, height } }),
    screenshot: async () => {
      const { data } = await send<{ data: string }>('browsingContext.captureScreenshot', {
        context,
      })
      return Buffer.from(data, 'base64')
    },
    close: () => send('browsingContext.close', { context }),
  }
}
