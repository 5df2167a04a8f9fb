"""The built page, and the login that comes with it."""

import mimetypes
from pathlib import Path

from anyio import to_thread
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Receive, Scope, Send

from transcription_service.experiment import Arm, Experiment
from transcription_service.identity import COOKIE, Identity
from transcription_service.problems import Problem
from transcription_service.rates import Rate
from transcription_service.web.client_address import client_address

# Not every system's table knows these, and browsers refuse scripts and modules of a wrong type.
mimetypes.add_type("application/wasm", ".wasm")
mimetypes.add_type("text/javascript", ".js")
mimetypes.add_type("text/javascript", ".mjs")

ARM_COOKIE = "transcription_arm"

_IMMUTABLE = "public, max-age=31536000, immutable"
_REVALIDATE = "no-cache"


class Pages:
    """Answers whatever no other route does: files of the build, and for the addresses that the
    page itself makes up (`/sessions/…`) the page."""

    def __init__(
        self, folder: Path, identity: Identity, new_tokens: Rate, experiment: Experiment
    ) -> None:
        self._experiment = experiment
        self._index = folder / "index.html"
        self._files = StaticFiles(directory=folder, check_dir=False)
        self._identity = identity
        self._new_tokens = new_tokens

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        response = await self._response(Request(scope), scope)
        await response(scope, receive, send)

    async def _response(self, request: Request, scope: Scope) -> Response:
        path = request.url.path
        if request.method not in ("GET", "HEAD") or path.startswith("/api/"):
            raise Problem(404, "not_found", f"There is no {request.method} {path[:200]}.")
        if path not in ("/", "/index.html"):
            try:
                response = await self._files.get_response(path.lstrip("/"), scope)
            except HTTPException as error:
                if error.status_code != 404 or "text/html" not in request.headers.get("accept", ""):
                    raise
            else:
                # Vite names the files in `assets` after their content.
                built = path.startswith("/assets/")
                response.headers["Cache-Control"] = _IMMUTABLE if built else _REVALIDATE
                return response
        return await self._page(request)

    async def _page(self, request: Request) -> Response:
        if self._index.exists():
            response: Response = FileResponse(self._index, headers={"Cache-Control": _REVALIDATE})
        else:
            response = Problem(
                503, "page_not_built", "The page has not been built: run `npm run build`."
            ).response()
        secure = request.url.scheme == "https"
        life_s = int(self._identity.token_life.total_seconds())
        user = self._identity.cookie_holder(request)
        if user is None:
            await self._new_tokens.spend(client_address(request))
            token = await to_thread.run_sync(self._identity.new_token)
            user = self._identity.holder(token)
            response.set_cookie(
                COOKIE, token, max_age=life_s, httponly=True, samesite="lax", secure=secure
            )
        # For the page to read before its first request: an answer would hold up its first stream.
        if self._experiment.arm_of(user.id) is Arm.POLLING:
            response.set_cookie(
                ARM_COOKIE, Arm.POLLING.value, max_age=life_s, samesite="lax", secure=secure
            )
        elif ARM_COOKIE in request.cookies:
            response.delete_cookie(ARM_COOKIE)
        return response
