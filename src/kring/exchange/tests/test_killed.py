"""An import that is killed at any moment and begun again ends as one that was left alone."""

import random
import shutil
import subprocess

from kring.exchange.tests.packages import corpus

STATE = "from kring.exchange.tests.packages import everything; import json; print(json.dumps(everything()))"
LINES = 500


def sample(path, to):
    """The first lines of every file, so that killing and starting several times is quick."""
    to.mkdir()
    shutil.copy(path / "kring.json", to)
    for file in path.glob("*.jsonl"):
        (to / file.name).write_text("\n".join(file.read_text().splitlines()[:LINES]))
    return to


def test_killed_and_begun_again(new_platform, tmp_path):
    package = sample(corpus("en-ncar-threads"), tmp_path / "p")
    left_alone, killed = new_platform(), new_platform()
    left_alone.run("import", "interchange", str(package))
    killed.run("migrate")
    command = killed.kring("import", "interchange", str(package))
    code = (  # the real command, which dies by itself in the middle of writing its n-th batch
        "import os, signal, sys\n"
        "from kring.project.start import start_django; start_django()\n"
        "from kring.exchange import batches, intake\n"
        "intake.RECORDS = 100\n"
        "write, left = batches.Batch._write_down, [int(sys.argv.pop(1))]\n"
        "def dying(self):\n"
        "    left[0] -= 1\n"
        "    write(self)\n"
        "    left[0] or os.kill(os.getpid(), signal.SIGKILL)\n"
        "batches.Batch._write_down = dying\n"
        "from kring.project.cli import main; main()\n"
    )
    chance = random.Random(7)
    for _ in range(3):
        steps = str(chance.randrange(1, 6))
        done = subprocess.run(
            [command[0], "-c", code, steps, *command[3:]],
            env=killed.environment,
            capture_output=True,
            timeout=120,
        )
        assert done.returncode in (-9, 0), done.stderr.decode()
    killed.run("import", "interchange", str(package))
    assert killed.python(STATE) == left_alone.python(STATE)
