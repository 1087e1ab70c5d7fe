"""python judge.py <site.json>

Reads {"tool": ..., "badge": ...}, one a line, and writes for each a line {"valid": ..., "why": [...]}: what an
independent tool says of the badge, if the web holds what the site holds ({address: {status, type, text}}).
"""

import base64
import io
import json
import sys


class Site:
    """The public web of one issuer. Nothing else is there, so no tool ever reaches a network."""

    def __init__(self, pages):
        self._pages = pages

    def add(self, address, kind, text):
        self._pages[address] = {"status": 200, "type": kind, "text": text}

    def download(self, address, accept="*/*"):
        page = self._pages.get(f"{accept} {address}") or self._pages.get(address)
        if page is None or page["status"] != 200:
            raise OSError(f"nothing is found at {address}")
        return page["text"].encode()

    def serves(self, accept):
        return any(address.startswith(f"{accept} ") for address in self._pages)

    def page(self, address):
        return self._pages.get(address, {"status": 404, "type": "text/plain", "text": "Nothing is here."})


def openbadgeslib(site):
    """openbadgeslib: Data Integrity proofs and VC-JWTs with the issuer's key by did:web, dates, status list.

    Its own limits: it can check the proof of a status list only when that comes as a JWT, so it asks for one and,
    where there is none, looks at the bits alone; and of an endorsement or a bundle it checks the proof and the key
    alone (of the badges in a bundle, everything).
    """
    from openbadgeslib.ob3 import OB3LdpVerifier, OB3Verifier
    from openbadgeslib.ob3.clr import bundled_clr_contexts
    from openbadgeslib.ob3.did import resolve_verification_method
    from openbadgeslib.ob3.ldp import verify_data_integrity_proof
    from openbadgeslib.verify import issuer_did_from_document, issuer_did_from_token

    def download(address, *_args, **_options):
        return site.download(address, "application/vc+jwt")

    def judge_other(document):
        method = document["proof"]["verificationMethod"]
        if method.partition("#")[0] != document["issuer"]["id"]:
            return ["the key is not the issuer's"]
        key = resolve_verification_method(method, download=download)
        verify_data_integrity_proof(document, key, extra_contexts=bundled_clr_contexts())
        embedded = document["credentialSubject"].get("verifiableCredential", [])
        return [reason for badge in embedded for reason in judge(badge)]

    def judge(badge):
        if isinstance(badge, dict):
            if "OpenBadgeCredential" not in badge.get("type", []):
                return judge_other(badge)
            badge = json.dumps(badge)
        is_document = badge.startswith("{")
        did = (issuer_did_from_document if is_document else issuer_did_from_token)(badge)
        kind = OB3LdpVerifier if is_document else OB3Verifier
        verifier = kind.for_issuer_did(did, download=download)
        signed_lists = site.serves("application/vc+jwt")
        verifier.verify(badge, check_status=True, verify_status_list=signed_lists, download=download)
        return []

    return judge


def openbadges(site):
    """openbadges: an Open Badges 2.0 assertion, its badge class and issuer, all hosted."""
    import requests
    from openbadges.verifier import verify
    from openbadges.verifier.openbadges_context import OPENBADGES_CONTEXT_V2_DICT, OPENBADGES_CONTEXT_V2_URI

    site.add(OPENBADGES_CONTEXT_V2_URI, "application/ld+json", json.dumps(OPENBADGES_CONTEXT_V2_DICT))

    def send(_adapter, request, **_options):
        page = site.page(request.url)
        response = requests.Response()
        response.status_code = page["status"]
        response.headers["Content-Type"] = page["type"]
        response.raw = io.BytesIO(page["text"].encode())
        response.url, response.request, response.encoding = request.url, request, "utf-8"
        return response

    requests.adapters.HTTPAdapter.send = send

    def judge(badge):
        told = io.BytesIO(base64.b64decode(badge["png"])) if isinstance(badge, dict) and "png" in badge else badge
        report = verify(told if not isinstance(told, dict) else json.dumps(told), use_cache=False)["report"]
        return [] if report["valid"] else [message["result"] for message in report["messages"]]

    return judge


def pillow(_site):
    """Pillow: whether it is a whole PNG of that size, with those texts in it."""
    from PIL import Image

    def judge(badge):
        with Image.open(io.BytesIO(base64.b64decode(badge["png"]))) as image:
            image.load()
            seen = {"format": image.format, "size": list(image.size), "text": {key: str(text) for key, text in image.text.items()}}
        return [f"{name} is {seen[name]!r}" for name in seen if seen[name] != badge[name]]

    return judge


TOOLS = {tool.__name__: tool for tool in (openbadgeslib, openbadges, pillow)}


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        site = Site(json.load(file))
    tools = {}
    for line in sys.stdin:
        asked = json.loads(line)
        name = asked["tool"]
        if name not in tools:
            tools[name] = TOOLS[name](site)
        try:
            why = tools[name](asked["badge"])
        except Exception as error:  # whatever a tool throws at a badge is its way to say no
            why = [f"{type(error).__name__}: {error}"]
        print(json.dumps({"valid": not why, "why": why}), flush=True)


if __name__ == "__main__":
    main()
