/** Builds the demo's page (demo-web/dist). */
import { ROOT } from '../paths.mjs'
import { buildStep } from '../run/build-step.mjs'
import { run } from '../run/command.mjs'

const INPUTS = ['src', 'public', 'index.html', 'package.json', 'tsconfig.json', 'vite.config.ts']

/** `packaged` is the fingerprint of the npm package. Gives back the step's fingerprint. */
export const buildDemo = (packaged) =>
  buildStep({
    name: 'demo',
    title: 'demo page (demo-web/dist)',
    inputs: [...INPUTS.map((name) => `demo-web/${name}`), 'package-lock.json'],
    facts: [packaged],
    outputs: ['demo-web/dist/index.html'],
    work: async () => void (await run('npm', ['run', 'build', '-w', 'demo-web'], { cwd: ROOT })),
  })
