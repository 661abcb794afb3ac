"""Tests code that reports orders to Privy, against the fake: start, send, wait, expect, reset.

    python3 examples/fake-from-python/check_orders.py

PRIVY_FAKE names the command that starts the fake; default: npx privy-orders fake
"""

import json
import os
import shlex
import subprocess
import urllib.error
import urllib.request
from datetime import datetime, timezone


def call(method, url, body=None, headers=None):
    """One call; gives the status and the parsed JSON."""
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(url, data=data, method=method, headers=headers or {})
    if data is not None:
        request.add_header("Content-Type", "application/json")
    try:
        with urllib.request.urlopen(request, timeout=30) as response:
            return response.status, json.load(response)
    except urllib.error.HTTPError as error:
        return error.code, json.load(error)


def report_order(ready, order):
    """What the shop does: here would stand a call of its own code."""
    headers = {"Authorization": f"Bearer {ready['token']}"}
    return call("POST", f"{ready['baseUrl']}/orders/placed", order, headers)


# Start. It ends with this program, because its standard input does.
command = shlex.split(os.environ.get("PRIVY_FAKE", "npx privy-orders fake"))
fake = subprocess.Popen(
    [*command, "--port", "0", "--no-config", "--json", "--until-stdin-ends"],
    stdin=subprocess.PIPE,
    stdout=subprocess.PIPE,
    text=True,
)
try:
    ready = json.loads(fake.stdout.readline())
    control = f"{ready['url']}/_fake"

    # Send.
    order = {
        "order_id": 1001,
        "email": "ada@example.com",
        "total": 95,
        "currency": "USD",
        "order_date": datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "accepts_email_marketing": True,
    }
    status, _ = report_order(ready, order)
    assert status == 201, status

    # Wait, for code that reports in the background.
    status, waited = call("GET", f"{control}/wait?q=order:1001&timeout=10s")
    assert status == 200 and waited["data"][0]["outcome"] == "created", waited

    # Expect. What does not hold is explained.
    expected = [
        {"order": "1001", "toMatch": {"total_amount": "95.00"}},
        {"contact": "ada@example.com", "toMatch": {"email_consent": "subscribed"}},
        {"noHints": True},
    ]
    status, answer = call("POST", f"{control}/expect", expected)
    assert status == 200 and answer == {"holds": True}, answer
    status, answer = call("POST", f"{control}/expect", {"order": "1002", "toHaveBeenReceived": True})
    assert status == 409 and "No order 1002 was received" in answer["error"]["message"], answer

    # Make something go wrong: the next request is answered with 503.
    call("POST", f"{control}/faults", {"fault": "503"})
    status, _ = report_order(ready, order)
    assert status == 503, status

    # Reset, before the next test.
    call("POST", f"{control}/reset", {})
    status, orders = call("GET", f"{control}/orders")
    assert orders["total"] == 0, orders
    print("python: the orders arrive as they should")
finally:
    fake.stdin.close()
    fake.wait(timeout=10)
