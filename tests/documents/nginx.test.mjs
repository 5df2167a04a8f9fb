/** nginx accepts what the documents would have copied into its configuration. */
import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { run } from '../../toolchain/run/command.mjs'
import { PROGRAMS, temporaryFolder } from '../cluster/support/processes.mjs'
import { inLanguage, placeOf } from './support/blocks.mjs'
import { needing } from './support/programs.mjs'

const nginx = await needing(PROGRAMS.nginx)

/** The least that surrounds a location. */
const around = (location) => `
pid nginx.pid;
error_log stderr;
events {}
http {
  access_log off;
  client_body_temp_path b; proxy_temp_path p; fastcgi_temp_path f; uwsgi_temp_path u; scgi_temp_path s;
  upstream api { server 127.0.0.1:8001; }
  server {
    listen 127.0.0.1:8000;
    ${location}
  }
}`

for (const block of inLanguage('nginx')) {
  test(`${placeOf(block)} is accepted by nginx`, nginx, async (context) => {
    const folder = await temporaryFolder(context)
    const path = join(folder, 'nginx.conf')
    await writeFile(path, around(block.text))
    const args = ['-t', '-p', folder, '-c', path, '-e', 'stderr']
    const said = await run(PROGRAMS.nginx, args, { env: { NGINX: undefined } })
    assert.match(said, /test is successful/)
    assert.doesNotMatch(said, /warn/)
  })
}
