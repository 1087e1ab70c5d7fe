"""A mail server that keeps each letter as a file of a folder: `mailbox.py PORT FOLDER`.

As the local mailbox does, it refuses letters to refused.example.com and knows nobody at unknown.example.com. What it takes
for returned.example.com comes back, and the event bus hears of it as SES would tell.
"""

import email
import itertools
import json
import os
import sys
import threading

import boto3
from aiosmtpd.controller import Controller

ANSWERS = {
    "refused.example.com": "554 5.7.1 this letter is not taken",
    "unknown.example.com": "550 5.1.1 there is no such address",
}
RETURNED = "returned.example.com"
# Whoever sent it notes that it is out before that.
A_MOMENT = 3


def give_back(message_id, configuration):
    said = {"diagnosticCode": "smtp; 550 5.1.1 there is no such address"}
    bounce = {"bounceType": "Permanent", "bounceSubType": "General", "bouncedRecipients": [said]}
    tags = {"ses:configuration-set": [configuration]}
    mail = {"headers": [{"name": "Message-ID", "value": message_id}], "tags": tags}
    detail = json.dumps({"eventType": "Bounce", "bounce": bounce, "mail": mail})
    # The emulator tells it in the name of SES: as on AWS, nobody else may.
    event = {"Source": "mailbox", "DetailType": "Email Bounced", "Detail": detail}
    print(boto3.client("events").put_events(Entries=[event]), flush=True)


class Folder:
    def __init__(self, path):
        self.path = path
        self.numbers = itertools.count(1)

    async def handle_RCPT(self, server, session, envelope, address, options):
        domain = address.rpartition("@")[2].lower()
        if domain in ANSWERS:
            return ANSWERS[domain]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        name = f"{next(self.numbers):06}"
        unfinished = os.path.join(self.path, f".{name}")
        with open(unfinished, "wb") as file:
            file.write(envelope.content)
        os.rename(unfinished, os.path.join(self.path, f"{name}.eml"))
        if any(to.lower().endswith(f"@{RETURNED}") for to in envelope.rcpt_tos):
            mail = email.message_from_bytes(envelope.content)
            named = [mail["Message-ID"], mail["X-SES-CONFIGURATION-SET"]]
            threading.Timer(A_MOMENT, give_back, named).start()
        return "250 it is kept"


port, folder = int(sys.argv[1]), sys.argv[2]
os.makedirs(folder, exist_ok=True)
Controller(Folder(folder), hostname="127.0.0.1", port=port).start()
threading.Event().wait()
