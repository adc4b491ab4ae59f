# SPDX-License-Identifier: GPL-3.0-or-later
"""A real SMTP server for the tests: smtpserver.py PORT starttls|tls FOLDER, with server.crt and server.key in FOLDER.

It takes the login ann with the password "secret word", keeps each mail as FOLDER/mails/N.eml beside N.json (its
envelope), and does what an address asks for: mail550@ refused at MAIL, rcpt451@ at RCPT, data554@ at DATA, body452@ after
the body; hangrcpt@, hangdata@ and hangbody@ never answer; cutdata@ is cut in the middle of the body, cutbody@ after
it; nouser@ is nobody, policy@ refuses the sender.
"""
import asyncio
import json
import logging
import os
import re
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult

port, mode, folder = int(sys.argv[1]), sys.argv[2], sys.argv[3]
logging.disable(logging.CRITICAL)


def wish(address, stage):
    """The code that this address wants at this stage."""
    found = re.match(stage + r"(\d{3})@", address or "")
    return found.group(1) + " as you wish\tfor it" if found else None


def wants(envelope, word):
    return any(address.startswith(word + "@") for address in envelope.rcpt_tos)


class Keeper:
    count = 0

    async def handle_MAIL(self, server, session, envelope, address, options):
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return wish(address, "mail") or "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("hangrcpt@"):
            await asyncio.sleep(3600)
        refused = wish(address, "rcpt")
        if refused:
            return refused
        if address.startswith("nouser@"):
            return "550 5.1.1 <%s> no such user" % address
        if address.startswith("policy@"):
            return "550 5.7.1 your server is not liked here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if wants(envelope, "cutbody"):
            server.transport.abort()
            return None
        if wants(envelope, "hangbody"):
            await asyncio.sleep(3600)
        for address in envelope.rcpt_tos:
            refused = wish(address, "body")
            if refused:
                return refused
        Keeper.count += 1
        name = os.path.join(folder, "mails", "%d" % Keeper.count)
        with open(name + ".json", "w") as file:
            json.dump({"from": envelope.mail_from, "to": envelope.rcpt_tos, "options": envelope.mail_options,
                       "tls": server.transport.get_extra_info("ssl_object") is not None,
                       "login": session.authenticated}, file)
        with open(name + ".part", "wb") as file:
            file.write(envelope.original_content)
        os.rename(name + ".part", name + ".eml")
        return "250 2.0.0 queued as %d" % Keeper.count


class Server(SMTP):
    async def smtp_DATA(self, arg):
        for address in self.envelope.rcpt_tos:
            refused = wish(address, "data")
            if refused:
                await self.push(refused)
                return
        if wants(self.envelope, "hangdata"):
            await asyncio.sleep(3600)
        if wants(self.envelope, "cutdata"):
            await self.push("354 go on")
            await self._reader.readexactly(32 * 1024)
            self.transport.abort()
            return
        await super().smtp_DATA(arg)


def authenticate(server, session, envelope, mechanism, data):
    good = mechanism in ("PLAIN", "LOGIN") and data.login == b"ann" and data.password == b"secret word"
    return AuthResult(success=good, handled=False)  # the server then says 535 itself


async def main():
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(os.path.join(folder, "server.crt"), os.path.join(folder, "server.key"))
    os.makedirs(os.path.join(folder, "mails"), exist_ok=True)
    implicit = mode == "tls"
    loop = asyncio.get_running_loop()

    def make():
        return Server(Keeper(), hostname="mail.updesk.example", ident="tests", loop=loop,
                      tls_context=None if implicit else context, require_starttls=not implicit, auth_required=True,
                      auth_require_tls=not implicit, authenticator=authenticate, data_size_limit=12 * 1024 * 1024)

    server = await loop.create_server(make, "127.0.0.1", port, ssl=context if implicit else None)
    await server.serve_forever()


asyncio.run(main())
