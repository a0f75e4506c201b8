"""One libtorrent session, driven by a line of JSON for each command and answer. Ends when its stdin does.

Settings come as the only argument, laid over ones that keep it on loopback and quiet; everything else (encryption,
uTP, choking) stays as libtorrent ships it.
"""
import json
import sys

import libtorrent as lt

QUIET = {
    "listen_interfaces": "127.0.0.1:0",
    "enable_dht": False,
    "enable_lsd": False,
    "enable_natpmp": False,
    "enable_upnp": False,
    # All peers of a test share one address.
    "allow_multiple_connections_per_ip": True,
}

session = lt.session({**QUIET, **json.loads(sys.argv[1])})
handles = []


def add(source, folder, peers=(), flags=(), downloadLimitBps=-1):
    if source.startswith("magnet:"):
        torrent = lt.parse_magnet_uri(source)
    else:
        torrent = lt.add_torrent_params()
        torrent.ti = lt.torrent_info(source)
    torrent.save_path = folder
    torrent.download_limit = downloadLimitBps
    torrent.flags &= ~(lt.torrent_flags.auto_managed | lt.torrent_flags.paused)
    for flag in flags:
        torrent.flags |= getattr(lt.torrent_flags, flag)
    handles.append(session.add_torrent(torrent))
    for peer in peers:
        connect(peer)


def connect(address):
    host, port = address.rsplit(":", 1)
    for handle in handles:
        handle.connect_peer((host, int(port)))


def status():
    return [describe(handle) for handle in handles]


def describe(handle):
    now = handle.status()
    return {
        "state": str(now.state),
        "isComplete": now.is_seeding,
        "error": now.errc.message() if now.errc.value() else None,
        "peers": ["%s:%d" % peer.ip for peer in handle.get_peer_info()],
    }


def make(path, out, pieceSizeBytes=0, flags=("v1_only",), trackers=()):
    """Makes a .torrent file; a piece size of 0 is libtorrent's own choice."""
    files = lt.file_storage()
    lt.add_files(files, path)
    wanted = 0
    for flag in flags:
        wanted |= getattr(lt.create_torrent, flag)
    torrent = lt.create_torrent(files, pieceSizeBytes, wanted)
    for tracker in trackers:
        torrent.add_tracker(tracker)
    lt.set_piece_hashes(torrent, path.rsplit("/", 1)[0])
    with open(out, "wb") as file:
        file.write(lt.bencode(torrent.generate()))


commands = {"add": add, "connect": connect, "status": status, "make": make}


def answer(line):
    try:
        command = json.loads(line)
        return {"value": commands[command.pop("do")](**command)}
    except Exception as error:
        return {"error": repr(error)}


print(json.dumps({"value": session.listen_port()}), flush=True)
for line in sys.stdin:
    print(json.dumps(answer(line)), flush=True)
