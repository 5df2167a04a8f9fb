import type { words as english } from '../../english/admin/words'

export const words: typeof english = {
  transports: { sse: 'قناة', polling: 'استعلام' },

  states: {
    idle: 'لم يبدأ',
    connecting: 'يتصل',
    open: 'قناة مفتوحة',
    backoff: 'ينتظر ليعيد الاتصال',
    polling: 'يستعلم',
    suspended: 'بلا شبكة أو في الخلفية',
    closed: 'انتهى',
    failed: 'توقف عن المحاولة',
  },

  occasions: {
    ended: 'عند نهايته',
    hidden: 'عند مغادرة الصفحة',
  },

  fallbackReasons: {
    unsupported: 'المتصفح لا يعرف القنوات',
    requested: 'طلبت الصفحة الاستعلام',
    error: 'انقطعت القنوات أو تعذّرت',
    refused: 'رُفضت القنوات',
    'connect-timeout': 'لم تُفتح القنوات في وقتها',
    silence: 'لم تأتِ القنوات بشيء مدةً طويلة',
    'died-young': 'انتهت القنوات فور فتحها',
  },

  departures: {
    completed: 'اكتملت المهمة',
    failed: 'فشلت المهمة',
    cancelled: 'أُلغيت المهمة',
    idle: 'أُغلقت لخمولها',
    shutdown: 'أُعيد تشغيل الخدمة',
    expired: 'انتهت مدتها',
    replaced: 'حلّت محلها أحدث منها',
    left: 'ذهب العميل',
    stuck: 'لم يستلم العميل شيئًا',
    error: 'خلل في الخدمة',
    process_lost: 'فُقدت عمليتها',
    unknown: 'غير معروف',
  },
}
