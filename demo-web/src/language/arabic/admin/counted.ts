const plurals = new Intl.PluralRules('ar')

/** A figure with its noun, in the form that the number wants. */
export function counted(
  text: string,
  n: number,
  forms: { one: string; two: string; few: string; many: string; other: string },
): string {
  const rule = plurals.select(n)
  if (rule === 'one') return forms.one
  if (rule === 'two') return forms.two
  return `${text} ${rule === 'zero' ? forms.other : forms[rule]}`
}

export const sessions = {
  one: 'جلسة واحدة',
  two: 'جلستين',
  few: 'جلسات',
  many: 'جلسة',
  other: 'جلسة',
}
export const updates = {
  one: 'تحديث واحد',
  two: 'تحديثين',
  few: 'تحديثات',
  many: 'تحديثًا',
  other: 'تحديث',
}
export const connections = {
  one: 'اتصال واحد',
  two: 'اتصالين',
  few: 'اتصالات',
  many: 'اتصالًا',
  other: 'اتصال',
}
