"""What keeps the pages to those whom they are for: headers, hosts, a token where others can reach them."""

from hmac import compare_digest

from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK = ("127.0.0.1", "localhost", "::1")
TOKEN_LENGTH = 16  # characters, the least
_COOKIE = "dateline_token"
# No script runs and nothing comes from elsewhere, whatever a document's text holds.
_HEADERS = {
    "content-security-policy": "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-cache",
}


def guards(token: str | None) -> list[Middleware]:
    """What every request passes: with a token for whoever has it, without for this machine alone."""
    headers = Middleware(_Headers)
    if token is not None:
        return [headers, Middleware(_Token, token=token)]
    # A page elsewhere may name this machine its own ("DNS rebinding"): then Host says so.
    return [headers, Middleware(TrustedHostMiddleware, allowed_hosts=[*LOOPBACK[:2], "[::1]"])]


class _Headers:
    """Puts the headers on every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def told(message: Message) -> None:
            if message["type"] == "http.response.start":
                added = [(name.encode(), value.encode()) for name, value in _HEADERS.items()]
                message["headers"] = [*message.get("headers", ()), *added]
            await send(message)

        await self._app(scope, receive, told)


class _Token:
    """Lets in whoever names the token: in the header, in a cookie, or once in the address, which sets one."""

    def __init__(self, app: ASGIApp, token: str) -> None:
        self._app = app
        self._token = token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        told = request.query_params.get("token")
        if told is not None and self._is_right(told):
            clean = request.url.remove_query_params("token")
            answer = RedirectResponse(f"{clean.path}?{clean.query}" if clean.query else clean.path)
            answer.set_cookie(_COOKIE, told, httponly=True, samesite="strict")
            await answer(scope, receive, send)
            return
        bearer = request.headers.get("authorization", "").removeprefix("Bearer ")
        if self._is_right(bearer) or self._is_right(request.cookies.get(_COOKIE, "")):
            await self._app(scope, receive, send)
            return
        refused = PlainTextResponse("Open the address that `dateline serve` printed.", 401)
        await refused(scope, receive, send)

    def _is_right(self, told: str) -> bool:
        return compare_digest(told.encode(), self._token.encode())
