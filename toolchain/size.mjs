/** `npm run size`: what a React app downloads for the hook, and whether it is within budget. */
import { BUDGET, downloads, total } from './checks/size.mjs'
import { PlainError, runScript } from './run/errors.mjs'

await runScript(async () => {
  const files = await downloads()
  const sum = total(files)
  console.log(row('', 'raw', 'gzip', 'brotli'))
  for (const { name, raw, gzip, brotli } of [...files, sum])
    console.log(row(name, raw, gzip, brotli))
  console.log(row('budget', '', '', BUDGET))
  if (sum.brotli > BUDGET) {
    throw new PlainError(
      `${sum.brotli} bytes are ${sum.brotli - BUDGET} over the budget of ${BUDGET}`,
    )
  }
})

function row(name, ...numbers) {
  return name.padEnd(36) + numbers.map((number) => String(number).padStart(9)).join('')
}
