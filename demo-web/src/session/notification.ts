/**
 * Whether this page can make notifications. Chrome on Android gives the permission, but lets only
 * service workers make them: its constructor throws. Without permission nothing is shown by trying;
 * who has given it already did so on a page that could.
 */
export function canNotify(): boolean {
  if (!('Notification' in window)) return false
  if (Notification.permission === 'granted') return true
  try {
    new Notification('')
    return true
  } catch {
    return false
  }
}

/** True if the browser took it. The same tag in all tabs: the system shows it once. */
export function notify(title: string, body: string, tag: string): boolean {
  try {
    const notification = new Notification(title, { body, tag, icon: '/favicon.svg' })
    notification.addEventListener('click', () => {
      window.focus()
      notification.close()
    })
    return true
  } catch {
    return false
  }
}
