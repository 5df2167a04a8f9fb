/** The clipboard, for what the user asks to copy. */

/** False where the browser does not let the page: not asked for by the user, or not by https. */
export async function copyText(text: string): Promise<boolean> {
  const { clipboard } = navigator as Partial<Navigator>
  if (clipboard === undefined) return false
  return clipboard.writeText(text).then(
    () => true,
    () => false,
  )
}
