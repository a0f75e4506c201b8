"""One libtorrent session, driven line by line over stdin; reports over stdout as the programs in ../neutral do.

Orders are JSON objects; reports are a word and the moment on CLOCK_MONOTONIC, or a number.
Everything is as libtorrent has it by default, except what no contender uses here: DHT, local discovery and port mapping are
off. Arguments: where to listen, and how bytes travel: plain (TCP), rc4 (TCP, encryption required) or utp (no TCP).
"""

import glob
import itertools
import json
import os
import sys
import threading
import time
import traceback

import libtorrent as lt


def report(word, value=None):
    print(word, "%.9f" % time.monotonic() if value is None else value, flush=True)


def run_at_once(parameters):
    # By default libtorrent lets only a few torrents seed at a time; the other contenders let all.
    parameters.flags &= ~(lt.torrent_flags.auto_managed | lt.torrent_flags.paused)


def add(session, torrent_file, folder):
    parameters = lt.add_torrent_params()
    parameters.ti = lt.torrent_info(torrent_file)
    parameters.save_path = folder
    run_at_once(parameters)
    return session.add_torrent(parameters)


def download(session, order):
    add(session, order["torrent"], order["folder"])
    next(alerts(session, lt.torrent_finished_alert))
    report("finished")


def seed(session, order):
    handle = add(session, order["torrent"], order["folder"])
    while not handle.status().is_seeding:
        time.sleep(0.02)
    report("seeding")


def magnet(session, order):
    parameters = lt.parse_magnet_uri(order["magnet"])
    parameters.save_path = order["folder"]
    run_at_once(parameters)
    session.add_torrent(parameters)
    next(alerts(session, lt.metadata_received_alert))
    report("metadata")


def recheck(session, order):
    """Only once nothing is waiting to be told: the check of the beginning is told in the same way."""
    session.pop_alerts()
    for handle in session.get_torrents():
        began_at = time.monotonic()
        handle.force_recheck()
        next(alerts(session, lt.torrent_checked_alert))
        report("rechecked", "%.9f" % (time.monotonic() - began_at))


def create(session, order):
    """All in one thread, as libtorrent has it here."""
    files = lt.file_storage()
    lt.add_files(files, order["path"])
    torrent = lt.create_torrent(files, order["piece"])
    lt.set_piece_hashes(torrent, os.path.dirname(order["path"]))
    with open(order["target"], "wb") as file:
        file.write(lt.bencode(torrent.generate()))
    report("made")


def alerts(session, kind):
    """Without end. An alert is only good until the next ones are taken, so it is used before asking for another."""
    while True:
        session.wait_for_alert(1000)
        yield from (alert for alert in session.pop_alerts() if isinstance(alert, kind))


def all_seeding(session, count):
    while sum(torrent.status().is_seeding for torrent in session.get_torrents()) < count:
        time.sleep(0.02)


def prepare(session, order):
    """Adds torrents and keeps what libtorrent needs to go on with them: its resume data, a file for each."""
    torrent_files = glob.glob(os.path.join(order["torrents"], "*.torrent"))
    for torrent_file in torrent_files:
        add(session, torrent_file, order["folder"])
    all_seeding(session, len(torrent_files))
    for handle in session.get_torrents():
        handle.save_resume_data(lt.torrent_handle.save_info_dict)
    for alert in itertools.islice(alerts(session, lt.save_resume_data_alert), len(torrent_files)):
        with open(os.path.join(order["state"], "%s.resume" % alert.handle.info_hash()), "wb") as file:
            file.write(lt.write_resume_data_buf(alert.params))
    report("prepared")


def restore(session, order):
    resume_files = glob.glob(os.path.join(order["state"], "*.resume"))
    for resume_file in resume_files:
        with open(resume_file, "rb") as file:
            parameters = lt.read_resume_data(file.read())
        parameters.save_path = order["folder"]
        run_at_once(parameters)
        session.async_add_torrent(parameters)
    all_seeding(session, len(resume_files))
    report("restored")


def carry_out(session, order):
    orders = {
        "create": create,
        "download": download,
        "magnet": magnet,
        "prepare": prepare,
        "recheck": recheck,
        "restore": restore,
        "seed": seed,
    }
    try:
        orders[order["do"]](session, order)
    except Exception:
        # Whoever waits for the report hears of the end instead.
        traceback.print_exc()
        os._exit(1)


def wire_settings(wire):
    # Policy 0 is forced, 2 is disabled; level 2 is RC4.
    return {
        "enable_outgoing_tcp": wire != "utp",
        "enable_incoming_tcp": wire != "utp",
        "enable_outgoing_utp": wire == "utp",
        "enable_incoming_utp": wire == "utp",
        "out_enc_policy": 0 if wire == "rc4" else 2,
        "in_enc_policy": 0 if wire == "rc4" else 2,
        "allowed_enc_level": 2 if wire == "rc4" else 3,
    }


def main():
    session = lt.session(
        {
            "listen_interfaces": sys.argv[1],
            "alert_mask": lt.alert.category_t.status_notification
            | lt.alert.category_t.storage_notification
            | lt.alert.category_t.error_notification,
            "alert_queue_size": 100000,
            "enable_dht": False,
            "enable_lsd": False,
            "enable_upnp": False,
            "enable_natpmp": False,
            **wire_settings(sys.argv[2]),
        }
    )
    while session.listen_port() == 0:
        time.sleep(0.002)
    report("listening")
    for line in sys.stdin:
        threading.Thread(target=carry_out, args=(session, json.loads(line)), daemon=True).start()


main()
