"""Asks a Deluge daemon over its RPC: a line of JSON [method, arguments] for each question and answer.

Arguments: the port, and a password of "localclient". A message is zlib'd rencode behind a byte of version and four
of length, over TLS.
"""
import json
import socket
import ssl
import struct
import sys
import zlib

import rencode

port, password = int(sys.argv[1]), sys.argv[2]
context = ssl.create_default_context()
context.check_hostname = False
context.verify_mode = ssl.CERT_NONE
line = context.wrap_socket(socket.create_connection(("127.0.0.1", port)))
RESPONSE, ERROR = 1, 2
count = 0


def read(size):
    data = b""
    while len(data) < size:
        more = line.recv(size - len(data))
        if not more:
            raise EOFError
        data += more
    return data


def ask(method, *arguments, **named):
    global count
    count += 1
    body = zlib.compress(rencode.dumps(((count, method, arguments, named),)))
    line.sendall(struct.pack("!BI", 1, len(body)) + body)
    while True:
        _, length = struct.unpack("!BI", read(5))
        message = rencode.loads(zlib.decompress(read(length)), decode_utf8=True)
        if message[0] in (RESPONSE, ERROR) and message[1] == count:
            return {"value": message[2]} if message[0] == RESPONSE else {"error": repr(message[2:])}


print(json.dumps(ask("daemon.login", "localclient", password, client_version="2.0.3")), flush=True)
for question in sys.stdin:
    method, arguments = json.loads(question)
    print(json.dumps(ask(method, *arguments)), flush=True)
