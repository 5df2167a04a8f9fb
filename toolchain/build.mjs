/** `npm run build`: everything that the demo serves and npm would publish. */
import { runScript } from './run/errors.mjs'
import { buildAll } from './steps/all.mjs'

await runScript(buildAll)
