/**
 * An error whose message is all a person needs: what was expected, what came, what to do.
 * The command-line scripts print it without a stack; any other error is a defect and keeps its stack.
 */
export class PlainError extends Error {}

/** Runs `main` as a whole script: a PlainError becomes one sentence on stderr and exit code 1. */
export async function runScript(main) {
  try {
    await main()
  } catch (error) {
    console.error(error instanceof PlainError ? `error: ${error.message}` : error)
    process.exitCode = 1
  }
}
