import type { Messages } from '../english'
import { isolated, units } from './units'

export const session: Messages['session'] = {
  untitled: 'تفريغ',
  startAnother: 'تفريغ جديد',
  titleWithProgress: (progress, name) => `${units.percent(progress)} · ${isolated(name)}`,
  titleWithEnd: (end, name) => `${end} · ${isolated(name)}`,
  cancel: 'إلغاء',
  cancelling: 'جارٍ الإلغاء…',
  delete: 'حذف',
  doAgain: 'أعد التفريغ',
  notKept: 'لم يعد التسجيل محفوظًا: ارفعه من جديد لإعادة تفريغه.',
  download: 'تنزيل النص',
  downloadAs: (format) => `تنزيل النص بصيغة ${format}`,
  incomplete: 'لم يُحمَّل كل ما في هذا التفريغ.',
  tryAgain: 'أعد المحاولة',
}

export const notification: Messages['notification'] = {
  label: 'أعلمني عند الانتهاء',
  blocked: 'لا يسمح متصفحك بذلك. اسمح بالإشعارات لهذه الصفحة في إعداداته.',
  lost: 'لم يعرض متصفحك الإشعار.',
  ended: {
    completed: 'النص جاهز.',
    failed: 'فشل التفريغ.',
    cancelled: 'أُلغي التفريغ.',
  },
}

export const statistics: Messages['statistics'] = {
  heading: 'إحصاءات',
  audio: 'مدة الصوت',
  processed: 'ما فُرِّغ',
  segments: 'المقاطع',
  words: 'الكلمات',
  speed: 'السرعة',
  outOf: (done, total) =>
    total == null ? units.count(done) : `${units.count(done)} من ${units.count(total)}`,
  speedFactor: (realtimeFactor) =>
    realtimeFactor > 0 ? `${units.factor(1 / realtimeFactor)}×` : '–',
  unknown: '–',
}

export const connectionFigures: Messages['connectionFigures'] = {
  heading: 'تفاصيل الاتصال',
  state: 'الحالة',
  states: {
    idle: 'غير متصل',
    connecting: 'جارٍ الاتصال',
    open: 'متصل',
    backoff: 'في انتظار المحاولة التالية',
    polling: 'استعلام على فترات',
    suspended: 'متوقف مؤقتًا',
    closed: 'انتهى',
    failed: 'توقفت المحاولات',
  },
  updates: 'تحديثات عُرضت',
  streams: 'اتصالات مباشرة',
  streamFailures: 'اتصالات مباشرة فشلت',
  statusRequests: 'طلبات الحالة',
  statusFailures: 'طلبات حالة فشلت',
  outdated: 'تحديثات قديمة تُجووزت',
  rejected: 'تحديثات غير مقروءة تُجووزت',
  lastUpdate: 'آخر تحديث',
  never: 'لا شيء بعد',
}

export const transcript: Messages['transcript'] = {
  heading: 'النص',
  loading: 'يجري تحميل النص…',
  empty: 'لم يُتعرَّف على أي كلام في هذا التسجيل.',
  player: 'التسجيل',
  playFrom: (start) => `شغّل من ${units.clock(start)}`,
  hint: 'انقر كلمة لتسمعها. بلوحة المفاتيح: تنقلك الأسهم من كلمة إلى كلمة، وإلى أعلى وأسفل من جملة إلى جملة، ومفتاح Enter للتشغيل.',
  gone: 'لم يعد التسجيل محفوظًا، فلا يمكن تشغيل الكلمات.',
  unplayable: 'لا يستطيع هذا المتصفح تشغيل هذا النوع من التسجيلات. النص لم يتأثر.',
  unreachable: 'تعذّر تحميل التسجيل. تحقق من اتصالك بالإنترنت ثم أعد المحاولة.',
  loadAgain: 'أعد تحميله',
}
