import { useEffect } from 'react'

/** Show `url` as the page's icon, and the usual one for null and when the component goes. */
export function useFavicon(url: string | null): void {
  useEffect(() => {
    const link = document.querySelector<HTMLLinkElement>('link[rel=icon]')
    if (link === null || url === null) return undefined
    const usual = link.href
    link.href = url
    return () => {
      link.href = usual
    }
  }, [url])
}
