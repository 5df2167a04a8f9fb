import type { Messages } from '../english'

export const problem: Messages['problem'] = {
  unanswered: {
    title: 'لم تُجب الخدمة.',
    detail: 'تحقق من اتصالك بالإنترنت ثم أعد المحاولة.',
  },
  unexpectedAnswer: (status) => ({
    title: 'لم تستطع الخدمة تنفيذ ذلك.',
    detail: `أجابت بالرمز ${status}. أعد المحاولة بعد قليل.`,
  }),
  known: {
    not_audio: {
      title: 'هذا الملف ليس تسجيلًا يمكن قراءته.',
      detail: 'اختر ملفًا بصيغة WAV أو FLAC أو MP3 أو OGG أو WebM أو M4A.',
    },
    audio_broken: {
      title: 'هذا التسجيل تالف.',
      detail: 'ارفع الملف كاملًا، أو حوّله إلى WAV أو FLAC من جديد.',
    },
    audio_truncated: {
      title: 'هذا التسجيل غير مكتمل.',
      detail: 'ارفع الملف كاملًا.',
    },
    audio_empty: {
      title: 'لا صوت في هذا التسجيل.',
      detail: 'اختر تسجيلًا آخر.',
    },
    audio_too_long: {
      title: 'هذا التسجيل أطول من المسموح.',
      detail: 'قسّمه إلى أجزاء أقصر ثم ارفعها.',
    },
    upload_too_large: {
      title: 'هذا الملف أكبر من المسموح.',
      detail: 'اختر ملفًا أصغر، أو حوّله إلى MP3 أو OGG.',
    },
    disk_full: {
      title: 'لا مكان في الخدمة الآن.',
      detail: 'أعد المحاولة لاحقًا، أو احذف ما لم تعد تحتاج إليه من تفريغاتك.',
    },
    too_many_jobs: {
      title: 'لديك من التفريغات المنتظرة أقصى عدد مسموح.',
      detail: 'انتظر حتى ينتهي أحدها، أو ألغِ واحدًا.',
    },
    too_many_requests: {
      title: 'كثرت الطلبات في وقت قصير.',
      detail: 'انتظر دقيقة ثم أعد المحاولة.',
    },
    stopping: {
      title: 'يُعاد تشغيل الخدمة الآن.',
      detail: 'أعد المحاولة بعد قليل.',
    },
    store_unavailable: {
      title: 'لا تصل الخدمة إلى مخزنها الآن.',
      detail: 'أعد المحاولة بعد قليل.',
    },
    internal_error: {
      title: 'حدث خطأ من جانبنا.',
      detail: 'سُجّل الخطأ. أعد المحاولة بعد قليل.',
    },
    unauthorized: {
      title: 'انتهت صلاحية زيارتك.',
      detail: 'أعد تحميل هذه الصفحة ثم أعد المحاولة.',
    },
    session_unknown: {
      title: 'لا يوجد تفريغ كهذا.',
      detail: 'ربما حُذف، أو هو لشخص آخر.',
    },
    session_ended: {
      title: 'انتهى التفريغ بالفعل.',
      detail: 'لم يبقَ ما يُلغى.',
    },
    session_running: {
      title: 'ما زال التفريغ قيد العمل.',
      detail: 'انتظر حتى ينتهي، أو ألغِه أولًا.',
    },
    recording_gone: {
      title: 'لم يعد التسجيل محفوظًا.',
      detail: 'ارفعه من جديد لإعادة تفريغه.',
    },
    transcript_not_ready: {
      title: 'النص ليس جاهزًا بعد.',
      detail: 'انتظر حتى ينتهي التفريغ.',
    },
    no_transcript: {
      title: 'لا نص لهذا التفريغ.',
      detail: 'أعد التفريغ للحصول على نص.',
    },
  },
}
