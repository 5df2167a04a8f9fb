/** Builds the npm package (js-bindings/dist). */
import { ROOT } from '../paths.mjs'
import { buildStep } from '../run/build-step.mjs'
import { run } from '../run/command.mjs'

/** `core` is the fingerprint of the wasm-release build. Gives back the step's fingerprint. */
export const buildPackage = (core) =>
  buildStep({
    name: 'package',
    title: 'npm package (js-bindings/dist)',
    inputs: ['js-bindings', 'package-lock.json'],
    facts: [core],
    outputs: ['js-bindings/dist/index.js', 'js-bindings/dist/index.d.ts'],
    work: async () => void (await run('npm', ['run', 'build', '-w', 'js-bindings'], { cwd: ROOT })),
  })
