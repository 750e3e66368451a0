"""A real SMTP server in a thread, which can be told to refuse."""

import email
import email.policy
import socket
from contextlib import closing

from aiosmtpd.controller import Controller


class MailServer:
    """`letters`: what it took, read by the standard library. `answers`: address → what it says to RCPT TO, once or always;
    `data_answer`: what it says to a whole letter; it hangs up at one with the word `poison`."""

    def __init__(self):
        self.letters, self.envelopes, self.connections = [], [], 0
        self.answers: dict[str, str] = {}
        self.data_answer, self.poison = "", b""
        with closing(socket.socket()) as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self.controller.start()

    def stop(self) -> None:
        if self.controller is not None:
            self.controller.stop()
            self.controller = None

    async def handle_EHLO(self, server, session, envelope, hostname, responses):
        self.connections += 1
        session.host_name = hostname
        return responses

    async def handle_RCPT(self, server, session, envelope, address, options):
        if answer := self.answers.get(address):
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if self.data_answer:
            return self.data_answer
        if self.poison and self.poison in envelope.content:
            server.transport.abort()
            return "421 Gone"
        self.envelopes.append(envelope)
        self.letters.append(email.message_from_bytes(envelope.content, policy=email.policy.default))
        return "250 OK"
