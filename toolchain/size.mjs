/** `npm run size`: what a React app downloads for the hook, and whether it is within budget. */
import { BUDGET, downloads, total } from './checks/size.mjs'
import { PlainError, runScript } from './run/errors.mjs'

await runScript(async () => {
  const { always, onDemand } = await downloads()
  const sum = total(always)
  console.log(row('', 'raw', 'gzip', 'brotli'))
  show([...always, sum])
  console.log(row('budget', '', '', BUDGET))
  console.log('\nonly where it is needed')
  show(onDemand)
  if (sum.brotli > BUDGET) {
    throw new PlainError(
      `${sum.brotli} bytes are ${sum.brotli - BUDGET} over the budget of ${BUDGET}`,
    )
  }
})

function show(files) {
  for (const { name, raw, gzip, brotli } of files) console.log(row(name, raw, gzip, brotli))
}

function row(name, ...numbers) {
  return name.padEnd(44) + numbers.map((number) => String(number).padStart(9)).join('')
}
