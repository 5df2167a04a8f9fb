/** Writes the committed corpus of a target anew: the fewest inputs that reach all that is reached. */
import { readdir } from 'node:fs/promises'
import { replaceFolder } from '../debian/folder.mjs'
import { fromRoot } from '../paths.mjs'
import { PlainError } from '../run/errors.mjs'
import { minimise } from './libfuzzer.mjs'
import { writeSeeds } from './seeds.mjs'
import { existing } from './suite.mjs'
import { corpusOf, findingsOf, grownOf, seedsOf } from './targets.mjs'

/** Gives back how many inputs there are now. */
export async function collect(target) {
  await writeSeeds(target)
  const corpora = await existing([corpusOf(target), grownOf(target), seedsOf(target)])
  await replaceFolder(fromRoot(corpusOf(target)), async (folder) => {
    const { code, output } = await minimise(target, folder, corpora)
    if (code !== 0) {
      throw new PlainError(
        `${target.name}: its corpus cannot be made smaller, an input of it may show a defect ` +
          `(${findingsOf(target)})\n${output.split('\n').slice(-20).join('\n')}`,
      )
    }
  })
  return (await readdir(fromRoot(corpusOf(target)))).length
}
