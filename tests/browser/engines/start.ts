import { startChromium } from './chromium'
import type { Engine, EngineName } from './engine'
import { startFirefox } from './firefox'
import { startWebKit } from './webkit'

const starters: Record<EngineName, () => Promise<Engine>> = {
  chromium: startChromium,
  firefox: startFirefox,
  webkit: startWebKit,
}

export const startEngine = (name: EngineName): Promise<Engine> => starters[name]()
