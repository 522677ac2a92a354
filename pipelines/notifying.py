"""Telling a webhook of a failed run."""

import json

import httpcore

_SECONDS = 10.0


def notify(webhook: str, run_id: str, source_id: str | None, message: str) -> str:
    """Post a failure as JSON with a `text`, as chat services take it; what came back, in a few words."""
    what = f"the refresh of source {source_id}" if source_id else "a refresh"
    body = {"text": f"dateline: {what} failed: {message}", "run_id": run_id, "source_id": source_id}
    try:
        answer = httpcore.request(
            "POST",
            webhook,
            headers={"Content-Type": "application/json"},
            content=json.dumps(body).encode(),
            extensions={"timeout": dict.fromkeys(("connect", "read", "write", "pool"), _SECONDS)},
        )
    except (httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError) as error:
        return f"nothing ({error})"
    return f"status {answer.status}"
