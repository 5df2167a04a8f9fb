/** One sentence for each number that the language tells apart; `#` is where the number stands. */
export type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }

/** Choose among `Forms` as `locale` does. */
export function pluralOf(locale: string): (count: number, forms: Forms) => string {
  const rules = new Intl.PluralRules(locale)
  const number = new Intl.NumberFormat(locale)
  return (count, forms) =>
    (forms[rules.select(count)] ?? forms.other).replace('#', number.format(count))
}
