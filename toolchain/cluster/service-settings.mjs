/** What the service's own settings say, read by the service's own code: its defaults stand there. */
import { fromRoot } from '../paths.mjs'
import { run } from '../run/command.mjs'

/** Also makes the key that signs tokens: processes that start together would each make their own. */
const SCRIPT = `
import json, sys
from pydantic import ValidationError
from transcription_service.sessions.data_folder import DataFolder
from transcription_service.settings import Settings
try:
    settings = Settings()
except ValidationError as error:
    sys.exit("; ".join(f"{fault['loc'][0]}: {fault['msg']}" for fault in error.errors()))
if settings.secret_key is None:
    DataFolder(settings.data_dir).secret()
print(json.dumps({"maxUploadBytes": settings.max_upload_bytes}))
`

/** `{ maxUploadBytes }`; settings that the service refuses are a PlainError. `env` has DATA_DIR. */
export async function serviceSettings(python, env) {
  const options = { cwd: fromRoot('demo-web/server'), env, stdoutOnly: true }
  return JSON.parse(await run(python, ['-c', SCRIPT], options))
}
