"""A real SMTP server that does what the recipient's name says, and writes down what it was sent.

    python server.py <port> <file> [<password>]

It listens on 127.0.0.1 (port 0: any), prints "ready <port>", and appends a line of JSON to the file for
every mail that reached the end of its data. With a password nobody else is let in. The start of the recipient's name is the script:

    greylisted…  the first try is put off at RCPT (451)
    busy…        the first try is put off after the data (451)
    unknown…     refused at RCPT for good (550 5.1.1)
    forbidden…   refused at RCPT by policy (550 5.7.1)
    refused…     refused after the data for good (554)
    cut…         the first try is taken, and the line is cut before the answer
    short…       taken, and the line is cut after the answer
    slow…        the first try is never answered
"""

import asyncio
import email.policy
import json
import sys
from email.parser import BytesParser

from aiosmtpd.smtp import SMTP, AuthResult


class Script:
    def __init__(self, file):
        self.file = file
        self.tries = {}
        self.connections = 0

    def is_first(self, address, step):
        seen = self.tries.get((address, step), 0)
        self.tries[(address, step)] = seen + 1
        return seen == 0

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("greylisted") and self.is_first(address, "rcpt"):
            return "451 4.7.1 Greylisted, try again"
        if address.startswith("unknown"):
            return "550 5.1.1 No such user"
        if address.startswith("forbidden"):
            return "550 5.7.1 Relaying denied"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        address = envelope.rcpt_tos[0]
        if address.startswith("busy") and self.is_first(address, "data"):
            return "451 4.3.0 Try again later"
        if address.startswith("refused"):
            return "554 5.6.0 Not this one"
        if address.startswith("slow") and self.is_first(address, "data"):
            await asyncio.sleep(3600)
        self.write_down(session, envelope)
        if address.startswith("cut") and self.is_first(address, "data"):
            server.transport.abort()
            return "250 Nobody hears this"
        if address.startswith("short"):
            asyncio.get_running_loop().call_soon(server.transport.close)
        return "250 OK"

    def write_down(self, session, envelope):
        mail = BytesParser(policy=email.policy.default).parsebytes(envelope.content)
        text = mail.get_body(preferencelist=("plain",))
        html = mail.get_body(preferencelist=("html",))
        line = {
            "peer": session.peer[1],
            "from": envelope.mail_from,
            "to": envelope.rcpt_tos,
            "headers": [[name, str(value)] for name, value in mail.items()],
            "text": text.get_content() if text else None,
            "html": html.get_content() if html else None,
            "raw": envelope.original_content.decode("latin-1"),
        }
        self.file.write(json.dumps(line) + "\n")
        self.file.flush()


def doors(password):
    def opens(server, session, envelope, mechanism, login):
        return AuthResult(success=login.password == password.encode(), handled=False)

    return {"authenticator": opens, "auth_required": True, "auth_require_tls": False} if password else {}


async def main():
    port, place, *password = sys.argv[1:]
    options = doors(*password or [None])
    with open(place, "a", encoding="utf-8") as file:
        script = Script(file)
        loop = asyncio.get_running_loop()
        server = await loop.create_server(
            lambda: SMTP(script, hostname="mail.example.org", enable_SMTPUTF8=False, **options),
            "127.0.0.1",
            int(port),
        )
        print("ready", server.sockets[0].getsockname()[1], flush=True)
        await server.serve_forever()


asyncio.run(main())
