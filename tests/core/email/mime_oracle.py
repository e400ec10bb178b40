"""Reads lines of {"message": base64, "expect": {...}} and checks them with Python's email package.

Prints one line per difference and a count; exits 1 if there was any."""
import base64
import email
import email.header
import email.policy
import email.utils
import json
import sys


def addresses(message, raw, name):
    """Name and address; the modern parser leaves a blank between two encoded words of a name, the old one does not."""
    header = message[name]
    if header is None:
        return []
    value = email.message_from_bytes(raw, policy=email.policy.compat32)[name].replace("\r\n", "")
    display = email.utils.parseaddr(value)[0]
    decoded = str(email.header.make_header(email.header.decode_header(display)))
    return [(decoded, a.addr_spec) for a in header.addresses]


def body(part):
    return part.get_payload(decode=True).decode("utf-8").replace("\r\n", "\n")


def check(raw, expect):
    if not raw.isascii():
        yield "bytes outside ASCII"
    head = raw.split(b"\r\n\r\n", 1)[0]
    for line in raw.split(b"\r\n"):
        if b"\r" in line or b"\n" in line or b"\0" in line:
            yield f"bare line end or NUL in {line!r}"
        if len(line) > 998:
            yield f"line of {len(line)} bytes"
    for name, value in expect["oneLine"]:
        line = f"{name}: {value}".encode()
        if line not in head.split(b"\r\n"):
            yield f"{name} is not on one line of its own"
    message = email.message_from_bytes(raw, policy=email.policy.default)
    if message.defects:
        yield f"defects: {message.defects}"
    names = [name for name, _ in message.items()]
    if names != expect["names"]:
        yield f"header names {names}, expected {expect['names']}"
    for name, value in message.items():
        if value.defects:
            yield f"{name}: defects {value.defects}"
    for name, key in (("From", "from"), ("To", "to"), ("Reply-To", "replyTo")):
        got = addresses(message, raw, name)
        wanted = [tuple(expect[key])] if expect.get(key) else []
        if got != wanted:
            yield f"{name} {got!r}, expected {wanted!r}"
    if str(message["Subject"]) != expect["subject"]:
        yield f"subject {str(message['Subject'])!r}, expected {expect['subject']!r}"
    for name, value in expect["headers"]:
        if str(message[name]) != value:
            yield f"{name} {str(message[name])!r}, expected {value!r}"
    if int(email.utils.parsedate_to_datetime(message["Date"]).timestamp()) != expect["date"]:
        yield f"date {message['Date']}"
    if message.get_content_type() != "multipart/alternative":
        yield f"type {message.get_content_type()}"
        return
    parts = list(message.iter_parts())
    types = [part.get_content_type() for part in parts]
    if types != ["text/plain", "text/html"]:
        yield f"parts {types}"
        return
    for part, key in zip(parts, ("text", "html")):
        if part.defects or part.get_content_charset() != "utf-8":
            yield f"{key}: defects {part.defects} charset {part.get_content_charset()}"
        if body(part) != expect[key]:
            yield f"{key} {body(part)!r}, expected {expect[key]!r}"


def main():
    count = faults = 0
    for line in sys.stdin:
        case = json.loads(line)
        count += 1
        for fault in check(base64.b64decode(case["message"]), case["expect"]):
            faults += 1
            print(f"message {count}: {fault}")
    print(f"{count} messages, {faults} differences")
    return 1 if faults or not count else 0


if __name__ == "__main__":
    sys.exit(main())
