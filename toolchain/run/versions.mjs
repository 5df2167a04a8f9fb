/** Orders dotted versions. */

/** True if the dotted version `a` is `b` or newer. */
export function isAtLeast(a, b) {
  const left = a.split('.').map(Number)
  const right = b.split('.').map(Number)
  const at = right.findIndex((part, index) => (left[index] ?? 0) !== part)
  return at === -1 || (left[at] ?? 0) > right[at]
}
