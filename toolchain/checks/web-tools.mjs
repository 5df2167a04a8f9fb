/** Prettier, ESLint, the TypeScript compiler and publint. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fromRoot, ROOT } from '../paths.mjs'
import { run } from '../run/command.mjs'
import { TARBALL } from '../steps/consumers.mjs'
import { consumers, npmPackage, npmPackages } from '../test/prepare.mjs'

/** Runs `program` of node_modules/.bin; its complaints become the failure. */
async function bin(program, args) {
  await npmPackages()
  await run(join(ROOT, 'node_modules/.bin', program), args, { cwd: ROOT })
}

export const prettier = () => bin('prettier', ['--check', '--log-level=warn', '.'])
export const prettierWrite = () => bin('prettier', ['--write', '--log-level=warn', '.'])
export const eslint = () => bin('eslint', ['--max-warnings=0', '.'])

/** Would npm's users be able to import what package.json offers? */
export async function publint() {
  await consumers()
  await bin('publint', ['--strict', TARBALL])
}

/**
 * Would TypeScript's users find the types that belong to what they import? The package has ES modules
 * only, and so has no answer for `require` and for resolution without "exports" (node10).
 */
export async function typesOfPackage() {
  await consumers()
  const attw = fromRoot('build/consumers/node_modules/.bin/attw')
  await run(attw, [TARBALL, '--profile', 'esm-only'], { cwd: ROOT })
}

const FOLDERS = ['js-bindings', 'demo-web', 'tests']

/** A check for each tsconfig.json. */
export function typeCheckProjects() {
  return FOLDERS.flatMap(projectsBelow).map((project) => ({
    name: `types: ${project}`,
    // The demo and the browser tests import the package by its name, so it must be built.
    check: async () => {
      await npmPackage()
      await bin('tsc', ['--noEmit', '-p', project])
    },
  }))
}

function projectsBelow(folder) {
  const entries = readdirSync(join(ROOT, folder), { withFileTypes: true })
  return entries.flatMap((entry) => {
    if (entry.name === 'tsconfig.json') return [folder]
    const below = entry.isDirectory() && !['node_modules', 'dist'].includes(entry.name)
    return below ? projectsBelow(`${folder}/${entry.name}`) : []
  })
}
