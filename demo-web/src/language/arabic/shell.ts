import type { Messages } from '../english'
import type { shell as english } from '../english/shell'

export const shell: Pick<Messages, keyof typeof english> = {
  product: 'التفريغ الصوتي المباشر',
  pageTitle: (page) => `${page} · التفريغ الصوتي المباشر`,
  skipToContent: 'تخطَّ إلى المحتوى',
  language: 'اللغة',
  pages: 'الصفحات',
  toStart: 'تفريغ جديد',
  toSessions: 'تفريغاتك',
  languageAway: 'تعذّر تحميل هذه اللغة. تحقق من اتصالك بالإنترنت ثم أعد المحاولة.',

  leaving: {
    stay: 'ابقَ هنا',
    upload: {
      title: 'أتريد إيقاف الرفع؟',
      detail: 'لم يصل التسجيل بعد. إن غادرت فعليك رفعه من جديد.',
      leave: 'أوقفه وغادر',
    },
    recording: {
      title: 'أتريد تجاهُل التسجيل؟',
      detail: 'لم يُرسل بعد. إن غادرت فسيضيع.',
      leave: 'تجاهَله وغادر',
    },
  },

  loading: 'جارٍ تحميل هذه الصفحة…',

  notFound: {
    title: 'لا توجد صفحة بهذا العنوان',
    detail: 'ربما كُتب العنوان خطأً.',
    home: 'إلى صفحة البداية',
  },

  crash: {
    title: 'حدث خطأ في هذه الصفحة',
    detail: 'أعد تحميل الصفحة. إن لم يُجدِ ذلك فعُد إلى صفحة البداية.',
    badPolicy: 'يطلب هذا العنوان إعدادًا للاتصال غير موجود أو غير صالح',
    withoutPolicy: 'الفتح من دون هذه الإعدادات',
    reload: 'إعادة التحميل',
  },
}
