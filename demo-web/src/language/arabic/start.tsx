import type { Messages } from '../english'
import { units } from './units'

export const home: Messages['home'] = {
  title: 'من الكلام إلى النص مباشرةً',
  lead: 'اختر تسجيلًا وتابع تفريغه لحظةً بلحظة.',
}

export const chooser: Messages['chooser'] = {
  label: 'الصوت المراد تفريغه',
  drop: 'أفلِت تسجيلًا هنا',
  dropNow: 'اترك الملف ليبدأ رفعه',
  paste: 'أو انسخ تسجيلًا والصقه هنا',
  choose: 'اختر ملفًا',
  formats: 'WAV أو FLAC أو MP3 أو OGG أو WebM أو M4A. يبقى الملف على هذا الخادم.',
  record: 'سجّل بالميكروفون',
  samples: 'ليس لديك تسجيل؟ جرّب عيّنة',
  sampleTitles: { 'good-morning.ogg': 'صباح الخير (صوت اصطناعي، بالإنجليزية)' },
  useSample: (title, length) => (
    <>
      {title}، {units.seconds(length)}
    </>
  ),
  severalFiles: {
    title: 'تسجيل واحد في كل مرة، من فضلك.',
    detail: 'وصلت عدة ملفات معًا. أفلِت ملفًا واحدًا أو الصقه.',
  },
  noFile: {
    title: 'لم يكن ذلك ملفًا.',
    detail: 'أفلِت تسجيلًا من ملفاتك أو الصقه: لا يمكن استعمال النصوص والروابط والمجلدات.',
  },
}

export const upload: Messages['upload'] = {
  sending: (fileName) => <>يجري رفع {fileName}</>,
  progress: 'تقدّم الرفع',
  sent: (sentBytes, totalBytes) =>
    `${units.megabytes(sentBytes)} من ${units.megabytes(totalBytes)}`,
  remaining: (bytesPerSecond, seconds) =>
    `${units.megabytesPerSecond(bytesPerSecond)}، بقي ${units.about(seconds)}`,
  checking: 'وصل التسجيل، ويجري فحصه…',
  cancel: 'إلغاء الرفع',
  again: (fileName) => <>أعد المحاولة مع {fileName}</>,
}
