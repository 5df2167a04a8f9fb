import type { Messages } from '../english'
import { isolated, plural } from './units'

export const history: Messages['history'] = {
  heading: 'تفريغاتك',
  empty: 'لا شيء بعد. ستظهر تفريغاتك هنا.',
  lead: 'ما رفعتَه وسجّلتَه، الأحدث أولًا.',
  start: 'ابدأ تفريغًا',
  loading: 'يجري تحميل تفريغاتك…',
  showAll: 'عرض الكل',
  showOlder: 'عرض الأقدم',
  olderShown: (count) =>
    plural(count, {
      one: 'ظهر تفريغ آخر.',
      two: 'ظهر تفريغان آخران.',
      few: 'ظهرت # تفريغات أخرى.',
      other: 'ظهر # تفريغًا آخر.',
    }),
  progressOf: (name) => `تقدّم ${isolated(name)}`,
  doAgain: (name) => `أعد تفريغ ${isolated(name)}`,
  delete: (name) => `احذف ${isolated(name)}`,
  deleted: (name) => `حُذف ${isolated(name)}.`,
}

export const deletion: Messages['deletion'] = {
  title: 'أتريد حذف هذا التفريغ؟',
  detail: (name) => <>سيُحذف {name} وتسجيله ونصه نهائيًا.</>,
  whileRunning: 'ما زال قيد العمل وسيُلغى.',
  confirm: 'احذف',
  deleting: 'جارٍ الحذف…',
  keep: 'أبقِه',
}
