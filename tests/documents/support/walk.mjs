/** Commands of the documents, in one shell, one after the other. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFile, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fromRoot } from '../../../toolchain/paths.mjs'
import { temporaryFolder } from '../../cluster/support/processes.mjs'

const SPEECH = fromRoot('demo-web/public/samples/good-morning.ogg')

/** The commands of a block; one may take several lines. */
export const commandsOf = ({ text }) => text.replaceAll('\\\n', ' ').trim().split('\n')

/**
 * Runs the commands of `blocks`, with `replaced` (pairs of words of the documents and what they stand
 * for here) in a folder that has the `recordings`. SESSION_ID is the first that an answer names.
 * Gives `[{ command, output, code }]`.
 */
export async function walk(context, blocks, { replaced, recordings }) {
  const folder = await temporaryFolder(context)
  for (const name of recordings) await copyFile(SPEECH, join(folder, name))
  const commands = blocks.flatMap(commandsOf)
  const here = (command) =>
    [...replaced, ['SESSION_ID', '$SESSION_ID']].reduce(
      (text, [words, stand]) => text.replaceAll(words, stand),
      command,
    )
  const steps = commands.map((command, at) => `${here(command)}\necho $? >code.${at}`)
  const script = ["SESSION_ID=''", ...steps.map(noted)].join('\n')
  await writeFile(join(folder, 'walk.sh'), script)
  const shell = spawn('bash', ['walk.sh'], { cwd: folder, stdio: 'ignore' })
  context.after(() => shell.kill('SIGKILL'))
  await once(shell, 'close')
  const read = (name) => readFile(join(folder, name), 'utf8').catch(() => '')
  return Promise.all(
    commands.map(async (command, at) => ({
      command,
      output: await read(`out.${at}`),
      code: Number((await read(`code.${at}`)) || NaN),
    })),
  )
}

/** A step whose output is kept, and looked through for a session. */
const noted = (step, at) => `{ ${step}
} >out.${at}
[ -n "$SESSION_ID" ] || SESSION_ID=$(sed -n 's/.*"session_id":"\\([^"]*\\)".*/\\1/p' out.${at})`
