'use client'

import { clock, roughly } from '../time-left.js'
import type { ProgressMessages } from './contract.js'

const LOCALE = 'ar-u-nu-latn'
const number = new Intl.NumberFormat(LOCALE)
const percentage = new Intl.NumberFormat(LOCALE, { style: 'percent' })
const plural = new Intl.PluralRules(LOCALE)

/** A noun as it stands alone, and with the numbers that ask for a form of their own. */
interface Noun {
  one: string
  two: string
  /** 3–10. */
  few: string
  /** 11–99, and what has a fraction. */
  many: string
}

// After prepositions, as all of these are used: the dual is in the oblique case.
const HOUR: Noun = { one: 'ساعة', two: 'ساعتين', few: 'ساعات', many: 'ساعة' }
const MINUTE: Noun = { one: 'دقيقة', two: 'دقيقتين', few: 'دقائق', many: 'دقيقة' }
const SECOND: Noun = { one: 'ثانية', two: 'ثانيتين', few: 'ثوانٍ', many: 'ثانية' }

function counted(value: number, noun: Noun): string {
  const form = plural.select(value)
  if (form === 'one' || form === 'two') return noun[form]
  return `${number.format(value)} ${form === 'few' ? noun.few : noun.many}`
}

function words(value: number): string {
  if (value === 0) return 'لا كلمات'
  const WORD: Noun = { one: 'كلمة واحدة', two: 'كلمتان', few: 'كلمات', many: 'كلمة' }
  return counted(value, WORD)
}

const isFew = (rough: number): boolean => Object.values(roughly(rough)).every((part) => part === 0)

function duration(rough: number): string {
  const { hours, minutes, seconds } = roughly(rough)
  if (seconds > 0) return counted(seconds, SECOND)
  const parts = [
    ...(hours > 0 ? [counted(hours, HOUR)] : []),
    ...(minutes > 0 ? [counted(minutes, MINUTE)] : []),
  ]
  return parts.join(' و')
}

function interval(ms: number): string {
  const seconds = ms / 1000
  return counted(seconds < 10 ? Math.round(seconds * 10) / 10 : Math.round(seconds), SECOND)
}

const UPLOAD_AGAIN = 'يُرجى رفع التسجيل من جديد.'
const CONVERT = 'يُرجى تحويله إلى WAV أو FLAC ثم رفعه من جديد.'

/** Everything that the components say, in Arabic; numbers in Latin digits. */
export const arabic: ProgressMessages = {
  locale: LOCALE,
  direction: 'rtl',

  progress: 'تقدُّم التفريغ النصي',
  percent: (progress) => percentage.format(Math.floor(progress) / 100),
  idle: 'لا حالة بعد',
  asking: 'جارٍ الاستعلام عن الحالة…',

  job: 'التفريغ النصي',
  status: {
    queued: 'في الانتظار',
    processing: 'جارٍ التفريغ',
    completed: 'اكتمل',
    failed: 'تعذَّر الإكمال',
    cancelled: 'أُلغي',
  },

  narration: {
    queued: 'في انتظار معالجٍ متاح…',
    queued_again: 'في انتظار معالجٍ متاح للبدء من جديد بعد انقطاع…',
    listening: 'جارٍ الاستماع بحثًا عن الكلام…',
    preparing: 'جارٍ تجهيز الصوت…',
    segments: 'جارٍ معالجة المقاطع الصوتية…',
    words: 'جارٍ التعرُّف على الكلمات…',
    halfway: 'وصلنا إلى منتصف التسجيل…',
    patterns: 'جارٍ تحليل أنماط الكلام…',
    assembling: 'جارٍ تجميع النص…',
    completed: 'النص جاهز.',
    no_speech: 'انتهى العمل: لم يُعثر على كلام في هذا التسجيل.',
    cancelled: 'أُلغي بناءً على طلبك.',
  },

  timeLeft: (seconds) =>
    isFew(seconds)
      ? 'يُتوقع الاكتمال خلال ثوانٍ قليلة'
      : `يُتوقع الاكتمال خلال ${duration(seconds)} تقريبًا`,
  age: (seconds) =>
    isFew(seconds) ? 'آخر تحديث قبل ثوانٍ قليلة' : `آخر تحديث قبل ${duration(seconds)}`,
  summary: (count, audioSeconds) => `${words(count)} في ${clock(audioSeconds)} من الصوت`,
  startedAgain: (attempt) => `انقطع العمل ثم بدأ من جديد (المحاولة ${number.format(attempt)}).`,

  failure: {
    title: 'تعذَّر إكمال التفريغ',
    unknown: 'لم يذكر الخادم السبب.',
    advice: 'ابدأ تفريغًا جديدًا، وإن تعذَّر ذلك أيضًا فاسأل القائمين على هذه الخدمة.',
    known: {
      recording_missing: { reason: 'فُقد التسجيل عند توقُّف الخادم.', advice: UPLOAD_AGAIN },
      recogniser_stalled: {
        reason: 'توقَّف محرك التعرُّف عن الاستجابة أثناء معالجة هذا التسجيل.',
        advice: CONVERT,
      },
      recogniser_crashed: {
        reason: 'تعطَّل محرك التعرُّف أثناء معالجة هذا التسجيل.',
        advice: CONVERT,
      },
      too_many_attempts: {
        reason: 'انقطع التفريغ عدة مرات فتوقَّفت المحاولات.',
        advice: UPLOAD_AGAIN,
      },
      internal_error: { reason: 'حدث خطأ من جهتنا.', advice: UPLOAD_AGAIN },
      not_audio: {
        reason: 'هذا الملف ليس تسجيلًا يمكن قراءته.',
        advice: 'اختر ملفًا بصيغة WAV أو FLAC أو MP3 أو OGG أو WebM أو M4A.',
      },
      audio_broken: {
        reason: 'هذا التسجيل تالف.',
        advice: 'تأكَّد من أنه يعمل، أو حوِّله إلى WAV، ثم ارفعه من جديد.',
      },
      audio_truncated: {
        reason: 'هذا التسجيل غير مكتمل.',
        advice: 'انسخه أو صدِّره مرة أخرى، ثم ارفعه من جديد.',
      },
      audio_empty: {
        reason: 'لا صوت في هذا التسجيل.',
        advice: 'تحقَّق من التسجيل، ثم ابدأ تفريغًا جديدًا.',
      },
      audio_too_long: {
        reason: 'هذا التسجيل أطول مما تقبله هذه الخدمة.',
        advice: 'قسِّمه إلى أجزاء أقصر، ثم ارفع كل جزء منها.',
      },
    },
  },

  errors: {
    unauthorized: {
      title: 'لم تسجِّل الدخول، أو انتهت صلاحية دخولك.',
      advice: 'سجِّل الدخول، ثم أعد المحاولة.',
    },
    forbidden: {
      title: 'لا يمكنك الاطلاع على هذا التفريغ.',
      advice: 'اطلب ذلك من صاحبه، أو سجِّل الدخول بحساب آخر.',
    },
    'not-found': {
      title: 'هذا التفريغ غير موجود، أو أنه لشخص آخر.',
      advice: 'تحقَّق من العنوان، أو سجِّل الدخول بحساب من بدأه.',
    },
    gone: { title: 'حُذف هذا التفريغ.', advice: 'ابدأ تفريغًا جديدًا من التسجيل.' },
    rejected: { title: 'لم يقبل الخادم الاستعلام عن الحالة.', advice: 'أعد المحاولة لاحقًا.' },
    'ended-early': {
      title: 'أنهى الخادم التحديثات قبل اكتمال التفريغ.',
      advice: 'أعد المحاولة، فقد يكون التفريغ نفسه مستمرًا.',
    },
    'core-unavailable': {
      title: 'تعذَّر تحميل جزء من هذه الصفحة.',
      advice: 'تحقَّق من اتصالك، ثم أعد المحاولة.',
    },
  },
  tryAgain: 'إعادة المحاولة',

  connection: {
    idle: 'لم يبدأ الاتصال بعد',
    connecting: 'جارٍ الاتصال…',
    live: 'التحديثات الفورية نشطة',
    reconnecting: 'جارٍ إعادة الاتصال…',
    reconnectingAttempt: (attempt, maxAttempts) =>
      `جارٍ إعادة الاتصال… المحاولة ${number.format(attempt)} من ${number.format(maxAttempts)}`,
    fallback: (ms) =>
      ms === null
        ? 'الوضع البديل: تحديثات على فترات قصيرة'
        : `الوضع البديل: تحديث كل ${interval(ms)}`,
    fallbackHint: 'لا يضيع شيء. تعود التحديثات الفورية تلقائيًا متى أمكن ذلك.',
    probing: 'لا يضيع شيء. جارٍ تجربة التحديثات الفورية من جديد…',
    steady: (ms) => (ms === null ? 'التحديثات التلقائية نشطة' : `تحديث تلقائي كل ${interval(ms)}`),
    unreachable: 'الخدمة لا تستجيب',
    unavailable: 'لا تستطيع الخدمة تحديد الحالة الآن',
    unansweredHint: 'تُعاد المحاولة تلقائيًا. لا يعتمد التفريغ على هذه الصفحة.',
    offline: 'لا يوجد اتصال بالشبكة',
    offlineHint: 'تُستأنف التحديثات تلقائيًا عند عودة الاتصال.',
    paused: 'التحديثات متوقفة مؤقتًا',
    pausedHint: 'تُستأنف تلقائيًا.',
    finished: 'انتهى',
    cancelled: 'أُلغي',
    failed: 'تعذَّر الإكمال',
    stopped: 'لا توجد تحديثات',
  },

  announcement: (sentence, progress) =>
    `${sentence} ${percentage.format(Math.floor(progress) / 100)}`,
}
