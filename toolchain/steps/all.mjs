/** The whole product, in the order in which its parts need each other. */
import { buildPreset } from './cmake.mjs'
import { buildDemo } from './demo.mjs'
import { installNpmPackages } from './npm.mjs'
import { buildPackage } from './package.mjs'

/** npm packages, the core as WebAssembly, the npm package, the demo's page. */
export async function buildAll() {
  await installNpmPackages()
  await buildDemo(await buildPackage(await buildPreset('wasm-release')))
}
