/** Every entry within its budget. */
import { entrySizes } from '../size/downloads.mjs'
import { failOn } from './report.mjs'

/** One sentence for each entry that is over its budget. */
export const overBudget = (sizes) =>
  sizes
    .filter(({ brotli, budget }) => brotli > budget)
    .map(
      ({ name, brotli, budget }) =>
        `'${name}': ${brotli} bytes after brotli 11 are ${brotli - budget} over the budget of ${budget}`,
    )

export async function checkSize() {
  failOn(overBudget(await entrySizes()), "'npm run size' shows where they go")
}
