import { pluralOf } from '../plural'
import { quantities } from '../quantities'
import { spanInWords } from '../span'

/** Latin digits, as in the times that players and subtitles show. */
export const locale = 'ar-u-nu-latn'

export const plural = pluralOf(locale)

/** Keeps a foreign name from moving what stands beside it, where there can be no element. */
export const isolated = (name: string): string => `\u2068${name}\u2069`

export const units = {
  ...quantities(locale),
  about: (totalSeconds: number): string =>
    spanInWords(totalSeconds, {
      moments: 'ثوانٍ قليلة',
      seconds: (count) =>
        plural(count, {
          one: 'نحو ثانية',
          two: 'نحو ثانيتين',
          few: 'نحو # ثوانٍ',
          other: 'نحو # ثانية',
        }),
      minutes: (count) =>
        plural(count, {
          one: 'نحو دقيقة',
          two: 'نحو دقيقتين',
          few: 'نحو # دقائق',
          other: 'نحو # دقيقة',
        }),
      hours: (count) =>
        plural(count, {
          one: 'نحو ساعة',
          two: 'نحو ساعتين',
          few: 'نحو # ساعات',
          other: 'نحو # ساعة',
        }),
      joined: (hours, minutes) => `${hours} و${minutes.replace('نحو ', '')}`,
    }),
}
