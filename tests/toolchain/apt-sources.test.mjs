import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseSources, sourcesForSuite } from '../../toolchain/debian/sources.mjs'

const TESTING = { codename: 'bookworm', suite: 'testing' }

const DEB822 = `# a comment
Types: deb deb-src
# another, inside
URIs: https://mirror.example/debian
Suites: bookworm bookworm-updates
Components: main contrib
Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg

Types: deb
URIs: https://mirror.example/debian-security
Suites: bookworm-security
Components: main

Types: deb
URIs: https://vendor.example/apt
Suites: nodistro
Components: main
`

test('a deb822 source keeps its address and key, and names the other suite', () => {
  assert.equal(
    sourcesForSuite(parseSources(DEB822, 'deb822'), TESTING),
    `Types: deb
URIs: https://mirror.example/debian
Suites: testing
Components: main
Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg
`,
  )
})

test('a key that stands in the source itself is kept whole', () => {
  const text = `Types: deb
URIs: https://mirror.example/debian
Suites: stable
Components: main
Signed-By:
 -----BEGIN PGP PUBLIC KEY BLOCK-----
 .
 abc=
 -----END PGP PUBLIC KEY BLOCK-----
`
  const rewritten = sourcesForSuite(parseSources(text, 'deb822'), TESTING)
  assert.match(rewritten, /Signed-By: \n -----BEGIN PGP[^]*\n \.\n abc=\n -----END PGP/)
})

test('a one-line source is rewritten with its options', () => {
  const text = `# deb https://off.example/debian bookworm main
deb [arch=amd64 signed-by=/etc/apt/keyrings/a.gpg] https://mirror.example/debian bookworm main non-free # here
deb-src https://mirror.example/debian bookworm main
deb https://mirror.example/debian bookworm-backports main
`
  assert.equal(
    sourcesForSuite(parseSources(text, 'one-line'), TESTING),
    `Types: deb
URIs: https://mirror.example/debian
Suites: testing
Components: main
Signed-By: /etc/apt/keyrings/a.gpg
`,
  )
})

test('a disabled source is no source', () => {
  const text = DEB822.replaceAll('Types: deb', 'Enabled: no\nTypes: deb')
  assert.equal(sourcesForSuite(parseSources(text, 'deb822'), TESTING), null)
})

test('security, update and third-party archives alone are not enough', () => {
  const text = `deb https://mirror.example/debian-security bookworm-security main
deb https://vendor.example/apt nodistro main`
  assert.equal(sourcesForSuite(parseSources(text, 'one-line'), TESTING), null)
})
