/** Node reads the package's own file. Loaded there: pages come by http. */

interface NodeWorld {
  process?: {
    getBuiltinModule?: (
      name: 'node:fs/promises',
    ) => { readFile: (url: URL) => Promise<Uint8Array<ArrayBuffer>> } | undefined
  }
}

/** Asked for this way, bundlers for browsers do not see the module. */
export async function readFile(world: object, url: URL): Promise<BufferSource> {
  const fs = (world as NodeWorld).process?.getBuiltinModule?.('node:fs/promises')
  if (fs === undefined) {
    throw new Error(`${url.href} can only be read by Node 20.16 or newer; serve the page by http`)
  }
  return fs.readFile(url)
}
