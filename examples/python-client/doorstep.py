"""A client of Doorstep over plain HTTP, with nothing but Python's standard library (3.9 or newer)."""

import http.client
import json
import random
import time
import urllib.error
import urllib.request
import uuid

PASSES = {429, 502, 503, 504}
WITHIN_S = 60.0
ATTEMPT_S = 25.0
# The gateway says every fifteen seconds that a stream is alive.
SILENT_S = 40.0
LOST = (OSError, http.client.HTTPException)


class Problem(Exception):
    """What the gateway refuses: `code` is stable and listed in docs/errors.md, `body` is the whole problem (RFC 9457)."""

    def __init__(self, status, body):
        self.status = status
        self.body = body
        self.code = body.get("code", "UNEXPECTED")
        super().__init__(f"{self.code}: {body.get('detail', status)} {body.get('remedy', '')}".strip())


class Doorstep:
    def __init__(self, url, key):
        self.url = url.rstrip("/")
        self.key = key

    def report(self, matter, key=None):
        """The receipt of a new issue; the same key and matter again are the same issue."""
        return self.send("POST", "/v1/issues", matter, key or str(uuid.uuid4()))

    def command(self, issue, name, said, key=None):
        """The receipt of a command, for example `acknowledge`; under the same key it counts once."""
        return self.send("POST", f"/v1/issues/{issue}/{name}", said, key or str(uuid.uuid4()))

    def get(self, issue):
        return self.send("GET", f"/v1/issues/{issue}")

    def follow(self, issue, after=0, within_s=WITHIN_S):
        """Every event of an issue behind a number, in order, each once, however often the connection breaks.

        Raises TimeoutError when the time is over, and Problem when the gateway refuses.
        """
        deadline = time.monotonic() + within_s
        attempt = 0
        while True:
            headers = {"Accept": "text/event-stream", "Last-Event-ID": str(after)}
            wait_s = None
            try:
                with self._open("GET", f"/v1/issues/{issue}/events", None, headers, deadline, SILENT_S) as stream:
                    for event in _messages(stream, deadline):
                        if event["seq"] > after:
                            after, attempt = event["seq"], 0
                            yield event
            except urllib.error.HTTPError as error:
                wait_s = _passing(error)
            except LOST:
                pass
            attempt += 1
            _pause(attempt, wait_s, deadline, TimeoutError(f"{issue} was followed for {within_s:.0f} s"))

    def send(self, method, path, body=None, key=None):
        """Asks until it is answered: the key stays the same, so a lost answer is never a doubled issue.

        Raises Problem for what the gateway refuses, and the last trouble when no answer came within a minute.
        """
        deadline = time.monotonic() + WITHIN_S
        headers = {} if key is None else {"Idempotency-Key": key}
        attempt = 0
        while True:
            wait_s = None
            try:
                with self._open(method, path, body, headers, deadline, ATTEMPT_S) as answer:
                    return json.load(answer)
            except urllib.error.HTTPError as error:
                wait_s = _passing(error)
                trouble = error
            except (*LOST, json.JSONDecodeError) as error:
                trouble = error
            attempt += 1
            _pause(attempt, wait_s, deadline, trouble)

    def _open(self, method, path, body, headers, deadline, longest_s):
        request = urllib.request.Request(
            self.url + path,
            method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={"Authorization": f"Bearer {self.key}", "Content-Type": "application/json", **headers},
        )
        return urllib.request.urlopen(request, timeout=max(0.1, min(longest_s, deadline - time.monotonic())))


def _messages(stream, deadline):
    data = []
    for line in stream:
        if time.monotonic() > deadline:
            return
        text = line.decode().rstrip("\r\n")
        if text.startswith("data:"):
            data.append(text[5:].removeprefix(" "))
        elif text == "" and data:
            yield json.loads("\n".join(data))
            data = []


def _passing(error):
    """How long to wait in seconds, or None where the gateway does not say. Raises Problem for what does not pass."""
    if error.code not in PASSES:
        try:
            body = json.load(error)
        except ValueError:
            body = {}
        raise Problem(error.code, body) from None
    after = error.headers.get("Retry-After", "")
    return float(after) if after.isdigit() else None


def _pause(attempt, wait_s, deadline, trouble):
    # Spread, so that callers who failed together do not return together.
    grown_s = min(2.0, 0.05 * 2 ** min(attempt, 10)) * random.uniform(0.75, 1.25)
    pause_s = max(grown_s, wait_s or 0)
    if time.monotonic() + pause_s >= deadline:
        raise trouble
    time.sleep(pause_s)
