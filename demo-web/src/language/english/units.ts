import { pluralOf } from '../plural'
import { quantities } from '../quantities'
import { spanInWords } from '../span'

const locale = 'en-GB'

export const plural = pluralOf(locale)

export const units = {
  ...quantities(locale),
  /** A length of time, roughly. */
  about: (totalSeconds: number): string =>
    spanInWords(totalSeconds, {
      moments: 'a few seconds',
      seconds: (count) => plural(count, { one: 'about # second', other: 'about # seconds' }),
      minutes: (count) => plural(count, { one: 'about # minute', other: 'about # minutes' }),
      hours: (count) => plural(count, { one: 'about # hour', other: 'about # hours' }),
      joined: (hours, minutes) => `${hours} ${minutes.replace('about ', '')}`,
    }),
}
