"""A real IMAP server, for one test: dovecot with a folder and port of its own, with or without root."""

import contextlib
import getpass
import grp
import os
import pwd
import shutil
import subprocess
import time
from pathlib import Path

import imapclient

DOVECOT = shutil.which("dovecot") or shutil.which("dovecot", path="/usr/sbin:/usr/local/sbin")
CONFIG = """
protocols = imap
listen = 127.0.0.1
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
ssl = no
disable_plaintext_auth = no
default_login_user = {login}
default_internal_user = {user}
default_internal_group = {group}
first_valid_uid = 0
mail_location = maildir:{folder}/mail
mail_uid = {uid}
mail_gid = {gid}
namespace inbox {{
  inbox = yes
  separator = {separator}
}}
passdb {{
  driver = static
  args = password=a:secret/word@x
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
service anvil {{
  chroot =
}}
"""


@contextlib.contextmanager
def serving(folder: Path, port: int, separator: str = "/"):
    """Runs until the end of the block; yields a signed-in client of the same mailbox."""
    root = os.getuid() == 0
    user = (
        pwd.getpwnam("nobody") if root else pwd.getpwuid(os.getuid())
    )  # dovecot refuses to read root's mail
    group = grp.getgrgid(os.getgid()).gr_name
    (folder / "mail").mkdir()
    os.chown(folder / "mail", user.pw_uid, user.pw_gid)
    folder.chmod(0o755)
    login = (
        "dovenull" if os.getuid() == 0 else getpass.getuser()
    )  # who signs people in is nobody who may do anything
    words = {
        "folder": folder,
        "login": login,
        "port": port,
        "user": getpass.getuser(),
        "group": group,
        "separator": separator,
    }
    config = folder / "dovecot.conf"
    config.write_text(CONFIG.format(uid=user.pw_uid, gid=user.pw_gid, **words))
    server = subprocess.Popen([DOVECOT, "-F", "-c", str(config)])
    try:
        client = _signed_in(port)
        yield client
        with contextlib.suppress(Exception):
            client.logout()
    finally:
        server.terminate()
        server.wait(20)


def _signed_in(port: int):
    for _try in range(100):
        try:
            client = imapclient.IMAPClient("127.0.0.1", port, ssl=False, timeout=20)
            client.login("kring", "a:secret/word@x")
            return client
        except OSError:
            time.sleep(0.1)
    raise AssertionError("dovecot doesn't answer")
