/** The code blocks of all documents, for tests to choose from. */
import { allBlocks } from '../../../toolchain/docs/documents.mjs'

export const BLOCKS = await allBlocks()

export const inLanguage = (...languages) =>
  BLOCKS.filter(({ language }) => languages.includes(language))

/** How a test names a block. */
export const placeOf = ({ document, line }) => `${document}:${line}`

/** The blocks of `document` in `language`, in their order. */
export const blocksOf = (document, language) =>
  BLOCKS.filter((block) => block.document === document && block.language === language)

/** The one block of `document` in `language` that has `words` in it. */
export function blockWith(document, language, words) {
  const found = blocksOf(document, language).filter(({ text }) => text.includes(words))
  if (found.length === 1) return found[0]
  throw new Error(
    `expected one ${language} block with '${words}' in ${document}, got ${found.length}`,
  )
}
