# Shared by the scripts beside it: where things are, and saying what happens.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
ROOT=$PWD
VENV=$ROOT/.venv
MAKE=$ROOT/.make
mkdir -p "$MAKE"
say() { printf '— %s\n' "$*" >&2; }
have() { command -v "$1" >/dev/null 2>&1; }
checksum() { "$VENV/bin/python" -c 'import hashlib,sys; print(hashlib.sha256(b"".join(open(f,"rb").read() for f in sys.argv[1:])).hexdigest())' "$@"; }

# Install Debian packages where we may; else say what is missing.
install_packages() {
  if [ "$(id -u)" = 0 ] && have apt-get; then
    say "Installing $* (once; apt-get)"
    { apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends "$@"; } \
      >"$MAKE/apt.log" 2>&1 || { tail -5 "$MAKE/apt.log" >&2; return 1; }
  else
    return 1
  fi
}
