'use client'

import type { Asked, Cause, Source } from '../reason.js'
import type { FallbackReason } from '../../types.js'
import type { InspectorMessages, Sentences } from './contract.js'

const LOCALE = 'ar-u-nu-latn'
const number = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 1 })
const plural = new Intl.PluralRules(LOCALE)

/** "1.6 ث", "45 ث", "2 د 5 ث": as clocks and instruments abbreviate them. */
function duration(ms: number): string {
  if (ms < 100) return `${Math.round(ms)} م.ث`
  const seconds = ms / 1000
  if (seconds < 10) return `${number.format(seconds)} ث`
  const whole = Math.round(seconds)
  if (whole < 60) return `${whole} ث`
  const rest = whole % 60
  return `${Math.floor(whole / 60)} د${rest === 0 ? '' : ` ${rest} ث`}`
}

function attempts(count: number): string {
  const form = plural.select(count)
  if (form === 'one') return 'محاولة واحدة'
  if (form === 'two') return 'محاولتان'
  return `${count} ${form === 'few' ? 'محاولات' : 'محاولة'}`
}

function cause(of: Cause): string {
  switch (of.kind) {
    case 'error':
      return of.livedMs === null ? 'تعذَّر فتح البث' : `انقطع البث بعد ${duration(of.livedMs)}`
    case 'refused':
      return of.httpStatus === 0 ? 'رُفض البث' : `رُفض البث برمز ${of.httpStatus}`
    case 'connect-timeout':
      return of.afterMs === null ? 'لا رد في الوقت المحدد' : `لا رد خلال ${duration(of.afterMs)}`
    case 'silence':
      return of.afterMs === null ? 'صمت' : `صمت ${duration(of.afterMs)}`
    case 'died-young':
      return of.livedMs === null
        ? 'انقطع البث مبكرًا'
        : `انقطع البث مبكرًا بعد ${duration(of.livedMs)}`
  }
}

const ASKED: Record<Asked, string> = {
  poll: 'الاستطلاع',
  bridge: 'الطلب الجسر',
  'last-question': 'السؤال الأخير',
}
const source = (of: Source): string => (of === 'stream' ? 'البث' : ASKED[of])

const WHY: Record<FallbackReason, string> = {
  unsupported: 'المتصفح لا يدعم البث',
  requested: 'طلب التطبيق الاستطلاع',
  error: 'فشل البث من قبل',
  refused: 'رُفض البث من قبل',
  'connect-timeout': 'لم يُجَب طلب البث من قبل',
  silence: 'صمت البث من قبل',
  'died-young': 'انقطع البث مبكرًا من قبل',
}

const reasons: Sentences = {
  startedPolling: ({ why }) => `استطلاع: ${WHY[why]}`,
  startedOffline: 'المتصفح غير متصل: لا طلبات حتى يعود الاتصال',
  startedFinished: 'الحالة المعروفة نهائية: لا شيء يُسأل عنه',
  attempt: ({ attempt, maxAttempts }) => `المحاولة ${attempt} من ${maxAttempts}`,
  opened: ({ afterMs, isProbe }) =>
    `${isProbe ? 'انفتح بث الاختبار' : 'انفتح البث'}${afterMs === null ? '' : ` بعد ${duration(afterMs)}`}${
      isProbe ? '، ويستمر الاستطلاع حتى أول حدث منه' : ''
    }`,
  promoted: 'ترقية: أوصل بث الاختبار أول حدث',
  alive: 'علامة حياة',
  newer: ({ source: of }) => `حالة أحدث عبر ${source(of)}`,
  outdated: ({ source: of }) => `لا حالة أحدث عبر ${source(of)}: تُجووزت`,
  finished: 'الحالة الأخيرة للمهمة: يُغلق كل شيء',
  unreadable: ({ source: of, complaint, field }) =>
    `ما وصل عبر ${source(of)} ليس حالة${
      complaint === null ? '' : ` (${[field, complaint].filter(Boolean).join(': ')})`
    }: تُجووز`,
  restored: ({ maxAttempts, livedMs }) =>
    `عاد الرصيد كاملًا (${attempts(maxAttempts)}): أوصل البث حالة${
      livedMs === null ? ' وأثبت جدواه' : ` وعاش ${duration(livedMs)}`
    }`,
  failedAttempt: ({ attempt, maxAttempts, cause: of }) =>
    `فشلت المحاولة ${attempt} من ${maxAttempts}: ${cause(of)}`,
  retryIn: ({ ms, attempt, maxAttempts }) =>
    `المحاولة التالية بعد ${duration(ms)} (المحاولة ${attempt} من ${maxAttempts})`,
  heldBack: ({ ms }) => `طلب الخادم الانتظار: المحاولة التالية بعد ${duration(ms)}`,
  bridge: 'يسأل الطلب الجسر عن الحالة فورًا',
  fallback: ({ attempts: count, last }) =>
    `الوضع الاحتياطي: ${attempts(count)}، آخرها: ${cause(last)}`,
  pollsEvery: ({ ms }) => `استطلاع كل ${duration(ms)}`,
  poll: ({ sinceMs }) =>
    sinceMs === null ? 'حان الاستطلاع التالي' : `استطلاع: ${duration(sinceMs)} منذ آخر طلب`,
  pollsAtOnce: 'استطلاع فوري',
  slower: ({ everyMs }) => `الاستطلاع يفشل: من الآن واحد كل ${duration(everyMs)}`,
  probe: ({ pollingMs }) =>
    pollingMs === null
      ? 'اختبار البث: الاستطلاع مستمر'
      : `اختبار البث: ${duration(pollingMs)} من الاستطلاع`,
  probesAtOnce: 'اختبار فوري للبث',
  probeFailed: ({ cause: of, nextMs }) =>
    `فشل اختبار البث: ${cause(of)}، ويستمر الاستطلاع${
      nextMs === null ? '' : `، والاختبار التالي بعد ${duration(nextMs)}`
    }`,
  plannedClose: ({ reason, ms }) =>
    `إغلاق معلن${reason === '' ? '' : `: ${reason}`}${ms === null ? '' : `، والعودة بعد ${duration(ms)}`}`,
  endedByServer: ({ reason }) => `أنهى الخادم بثه نهائيًا${reason === '' ? '' : `: ${reason}`}`,
  noContent: '204: لم يبق للبث ما يقوله',
  lastQuestion: 'سؤال أخير عن الحالة',
  endedEarly: 'أنهى الخادم التحديثات قبل اكتمال المهمة: لا يفيد إلا retry() أو جلسة أخرى',
  retryAfter: ({ httpStatus, ms }) =>
    `${httpStatus}، Retry-After ${duration(ms)}: ينتظر الاستطلاع والبث هذه المدة`,
  noAnswer: ({ asked, afterMs }) =>
    `${ASKED[asked]} بلا رد${afterMs === null ? '' : ` خلال ${duration(afterMs)}`}`,
  refusedRequest: ({ asked, httpStatus }) => `جاء الرد على ${ASKED[asked]} برمز ${httpStatus}`,
  fatal: ({ httpStatus }) => `${httpStatus}: لا يفيد إلا retry() أو جلسة أخرى`,
  renewed: ({ httpStatus }) => `${httpStatus}: تُطلب بيانات اعتماد جديدة مرة واحدة`,
  offline: 'غير متصل: يُترك ما يجري، ولا يُحسب فشلًا',
  online: 'عاد الاتصال بالإنترنت',
  woke: ({ awayMs }) => `عادت الصفحة إلى الظهور بعد ${duration(awayMs)}`,
  replaced: 'غاب البث طويلًا: يُستبدل',
  hidden: 'الصفحة مخفية',
  retried: 'retry(): عاد الرصيد كاملًا',
  joined: 'جاء مستخدم للجلسة',
  left: 'غادر آخر مستخدم: مهلة قصيرة لمن يأتي',
  letGo: 'لم يبق مستخدم: يُترك كل شيء',
  partial: 'جزء من إطار',
  nothingDue: 'لم يحن شيء',
  unchanged: 'لا شيء ليُقرَّر',
  ofAnother: 'من بث أو طلب أُغلق من قبل: أُهمل',
}

/** Everything that the inspector says, in Arabic; numbers in Latin digits. */
export const arabic: InspectorMessages = {
  locale: LOCALE,
  direction: 'rtl',
  between: ' · ',
  reasons,
  duration,
  number: (value) => number.format(value),
  percent: (share) =>
    new Intl.NumberFormat(LOCALE, { style: 'percent', maximumFractionDigits: 1 }).format(share),
  bytes: (bytes) => (bytes < 1000 ? `${bytes} بايت` : `${number.format(bytes / 1000)} ك.بايت`),

  title: 'مفتش الاتصال',
  chart: {
    heading: 'الحالة',
    now: (state) => `مخطط الحالات. حالة الاتصال: ${state}.`,
    last: (from, to) => `آخر انتقال: من ${from} إلى ${to}.`,
  },
  figures: {
    heading: 'الآن',
    state: 'الحالة',
    mode: 'الطريقة',
    noMode: 'لا شيء',
    attempt: 'المحاولة',
    outOf: (value, total) => `${value} من ${total}`,
    next: 'المحاولة التالية',
    nextProbe: 'الاختبار التالي',
    probing: 'جارٍ الآن',
    inTime: (ms) => `بعد ${duration(ms)}`,
    notPlanned: 'غير مقررة',
    pollInterval: 'الاستطلاع كل',
    fallbackReason: 'سبب الوضع الاحتياطي',
    lastUpdate: 'آخر تحديث',
    ago: (ms) => `قبل ${duration(ms)}`,
    never: 'لا تحديث بعد',
    uptime: 'وقت وصول التحديثات',
    streams: 'طلبات البث، وما انفتح منها',
    failures: 'ما فشل من البث',
    requests: 'طلبات HTTP',
    statusRequests: 'منها للحالة',
    statusFailures: 'وفشل من هذه',
    updates: 'التحديثات',
    skipped: 'المتجاوز: قديم، غير مقروء',
    bytes: 'المستلَم',
    latency: 'تأخر آخر تحديث',
    plusMinus: (ms, uncertaintyMs) =>
      `${number.format(Math.round(ms))} ± ${number.format(Math.round(uncertaintyMs))} م.ث`,
    unknown: 'غير معروف',
  },
  timeline: {
    heading: 'السجل الزمني',
    label: 'الأحداث والآثار، الأحدث أولًا',
    filter: 'عرض',
    all: 'الكل',
    decisions: 'القرارات',
    failures: 'حالات الفشل',
    pause: 'إيقاف مؤقت',
    resume: 'متابعة',
    paused: (count) => `متوقف مؤقتًا: سُجِّل ${number.format(count)} غير معروض`,
    copy: 'نسخ بصيغة JSON',
    copied: 'نُسخ.',
    notCopied: 'لا يسمح المتصفح لهذه الصفحة بالنسخ.',
    // The mark keeps the sign before its number.
    at: (ms) => `\u200e+${(ms / 1000).toFixed(1)}\u200e ث`,
    empty: 'لم يُسجَّل شيء بعد.',
    emptyFilter: 'لا شيء من هذا النوع بعد.',
    dropped: (count) => `حُذفت أقدم الإدخالات: ${number.format(count)}.`,
    elsewhere: 'تحتفظ علامة تبويب أخرى في هذا المتصفح بالاتصال وتقرر. السجل الزمني في مفتشها.',
  },
  switches: 'إخلال الخادم عمدًا',
}
