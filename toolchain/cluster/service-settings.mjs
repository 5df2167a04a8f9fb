/** What the service's own settings say, read by the service's own code: its defaults stand there. */
import { fromRoot } from '../paths.mjs'
import { attempt } from '../run/command.mjs'
import { PlainError } from '../run/errors.mjs'

/** Also makes the key that signs tokens: processes that start together would each make their own. */
const SCRIPT = `
import json, sys
from pydantic import ValidationError
from transcription_service.identity import Origins
from transcription_service.sessions.data_folder import DataFolder, FolderInUse
from transcription_service.settings import Settings
try:
    settings = Settings()
except ValidationError as error:
    sys.exit("; ".join(f"{fault['loc'][0]}: {fault['msg']}" for fault in error.errors()))
except ValueError as error:
    sys.exit(str(error))
try:
    Origins(settings.allowed_origins)
    folder = DataFolder(settings.data_dir)
    folder.lock(shared=True)
except (FolderInUse, OSError, ValueError) as error:
    sys.exit(str(error))
if settings.secret_key is None:
    folder.secret()
print(json.dumps({"maxUploadBytes": settings.max_upload_bytes}))
`

/** `{ maxUploadBytes }`; settings that the service refuses are a PlainError. `env` has DATA_DIR. */
export async function serviceSettings(python, env) {
  const options = { cwd: fromRoot('demo-web/server'), env }
  const { code, output } = await attempt(python, ['-c', SCRIPT], options)
  const last = output.trim().split('\n').at(-1)
  if (code !== 0) throw new PlainError(`the service cannot start: ${last}`)
  return JSON.parse(last)
}
