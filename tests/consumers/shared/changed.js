/** Resolves when the page's text is as asked for; however long that takes is the runner's to judge. */
export const changed = (isRight) =>
  new Promise((resolve) => {
    const look = () => isRight(document.body.textContent) && (observer.disconnect(), resolve())
    const observer = new MutationObserver(look)
    observer.observe(document.body, { childList: true, characterData: true, subtree: true })
    look()
  })
