/** Reads what this machine says of itself: distribution, apt sources. */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseSources } from './sources.mjs'

/** `{ id, codename }` from /etc/os-release; empty strings where the file does not tell. */
export async function distribution() {
  const text = await readOrEmpty('/etc/os-release')
  const field = (name) => new RegExp(`^${name}="?([^"\n]*)"?$`, 'm').exec(text)?.[1] ?? ''
  return { id: field('ID'), codename: field('VERSION_CODENAME') }
}

/** Every binary source that apt on this machine would use. */
export async function aptSources() {
  const folder = '/etc/apt/sources.list.d'
  const names = await readdir(folder).catch(() => [])
  const oneLine = ['/etc/apt/sources.list', ...pathsEndingIn(folder, names, '.list')]
  const deb822 = pathsEndingIn(folder, names, '.sources')
  const read = (paths, format) =>
    Promise.all(paths.map(async (path) => parseSources(await readOrEmpty(path), format)))
  return [await read(oneLine, 'one-line'), await read(deb822, 'deb822')].flat(2)
}

const pathsEndingIn = (folder, names, ending) =>
  names.filter((name) => name.endsWith(ending)).map((name) => join(folder, name))

const readOrEmpty = (path) => readFile(path, 'utf8').catch(() => '')
