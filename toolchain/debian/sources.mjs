/**
 * Rewrites the machine's own apt sources so that they name another suite.
 * The archive's address and its key stay as the machine has them; nothing here names a mirror.
 */

/** A stanza or line that offers binary packages: `{ uris, suites, components, options }`. */
export function parseSources(text, format) {
  return format === 'deb822' ? parseDeb822(text) : parseOneLine(text)
}

function parseDeb822(text) {
  const stanzas = text
    .split('\n')
    .filter((line) => !line.startsWith('#'))
    .join('\n')
    .split(/\n\s*\n/)
  return stanzas
    .map(readFields)
    .filter((fields) => words(fields.types).includes('deb') && fields.enabled !== 'no')
    .map(({ uris, suites, components, types, enabled, ...options }) => ({
      uris: words(uris),
      suites: words(suites),
      components: words(components),
      options,
    }))
}

function readFields(stanza) {
  const fields = {}
  let name = null
  for (const line of stanza.split('\n')) {
    const field = /^([A-Za-z][\w-]*):\s*(.*)$/.exec(line)
    if (field) {
      name = field[1].toLowerCase()
      fields[name] = field[2].trim()
    } else if (name && /^\s/.test(line)) {
      fields[name] += `\n${line}`
    }
  }
  return fields
}

/** `deb [signed-by=… arch=…] URI SUITE COMPONENT…` */
function parseOneLine(text) {
  const found = []
  for (const line of text.split('\n')) {
    const match = /^deb\s+(?:\[([^\]]*)\]\s*)?(\S+)\s+(\S+)\s+([^#]+)/.exec(line.trim())
    if (!match) continue
    const options = Object.fromEntries(words(match[1]).map((option) => splitOnce(option, '=')))
    found.push({ uris: [match[2]], suites: [match[3]], components: words(match[4]), options })
  }
  return found
}

const words = (text) => (text ?? '').split(/\s+/).filter(Boolean)

function splitOnce(text, separator) {
  const at = text.indexOf(separator)
  return [text.slice(0, at).toLowerCase(), text.slice(at + 1)]
}

const ROLLING_NAMES = ['oldoldstable', 'oldstable', 'stable', 'testing', 'unstable', 'sid']

/**
 * deb822 text that offers `suite` from every archive in `sources` that carries the machine's base
 * suite (`codename`, or a rolling name), or null if there is none.
 * Update, security and third-party archives are left out: they have no such suite.
 */
export function sourcesForSuite(sources, { codename, suite }) {
  const base = new Set([codename, ...ROLLING_NAMES])
  const archives = sources.filter(
    (source) => source.components.includes('main') && source.suites.some((name) => base.has(name)),
  )
  return archives.length === 0 ? null : archives.map((archive) => stanza(archive, suite)).join('\n')
}

const KEPT_OPTIONS = {
  'signed-by': 'Signed-By',
  trusted: 'Trusted',
  'check-valid-until': 'Check-Valid-Until',
}

function stanza({ uris, options }, suite) {
  const lines = ['Types: deb', `URIs: ${uris.join(' ')}`, `Suites: ${suite}`, 'Components: main']
  for (const [key, field] of Object.entries(KEPT_OPTIONS)) {
    if (options[key]) lines.push(`${field}: ${options[key]}`)
  }
  return `${lines.join('\n')}\n`
}
