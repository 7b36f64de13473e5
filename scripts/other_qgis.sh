#!/usr/bin/env bash
# Runs the tests on a newer QGIS than this machine's, in a Debian of its own under build/ (debootstrap, root or sudo):
#     scripts/other_qgis.sh 340|344 [pytest arguments]
#     scripts/other_qgis.sh 340|344 newcomer [LANGUAGE]   # instead, the newcomer's first hour; pictures in build/
# The first run downloads about 700 MB, later ones only copy the checkout. Nothing outside build/ changes.
set -euo pipefail
cd "$(dirname "$0")/.."

case "${1:-}" in
    340) suite=bookworm ;; # Debian 12: Python 3.11, GDAL 3.6, NumPy 1.24
    344) suite=trixie ;; # Debian 13: Python 3.13, GDAL 3.10, NumPy 2.2
    *) sed -n '2,5s/^# //p' "$0" && exit 2 ;;
esac
number=$1
shift
mirror=${DEBIAN_MIRROR:-http://deb.debian.org/debian}
root=$PWD/build/qgis$number
if [[ $root == *" "* ]]; then
    echo "Expected a checkout whose path has no space, as debootstrap takes none, found $PWD; clone it elsewhere." >&2
    exit 2
fi
as_root=()
[ "$(id -u)" -eq 0 ] || as_root=(sudo)

# Mounts live in a namespace of their own and vanish with it: `rm -rf build` can never reach through one.
inside() {
    "${as_root[@]}" unshare --mount bash -euc '
        root=$1; shift
        mount -t proc proc "$root/proc"
        mount --rbind /dev "$root/dev"
        exec chroot "$root" /usr/bin/env -i HOME=/root LC_ALL=C.UTF-8 PATH=/usr/sbin:/usr/bin:/sbin:/bin \
            DEBIAN_FRONTEND=noninteractive PIP_CERT=/etc/ssl/certs/ca-certificates.crt "$@"' - "$root" "$@"
}

build() {
    command -v debootstrap >/dev/null || "${as_root[@]}" apt-get install -q -y --no-install-recommends debootstrap
    "${as_root[@]}" rm -rf "$root"
    mkdir -p "$root"
    "${as_root[@]}" debootstrap --variant=minbase --include=ca-certificates "$suite" "$root" "$mirror"
    # What this machine trusts, and how it finds names.
    cat /etc/ssl/certs/ca-certificates.crt | "${as_root[@]}" tee "$root/etc/ssl/certs/ca-certificates.crt" >/dev/null
    cat /etc/resolv.conf | "${as_root[@]}" tee "$root/etc/resolv.conf" >/dev/null
    echo "deb $mirror $suite-backports main" | "${as_root[@]}" tee "$root/etc/apt/sources.list.d/backports.list" >/dev/null
    printf 'Package: src:qgis\nPin: release n=%s-backports\nPin-Priority: 990\n' "$suite" |
        "${as_root[@]}" tee "$root/etc/apt/preferences.d/qgis" >/dev/null
    inside apt-get update -q
    inside apt-get install -q -y --no-install-recommends \
        qgis python3-scipy python3-torch python3-matplotlib python3-venv git make libopenblas0 fonts-open-sans xvfb xauth
    inside apt-get clean
    inside touch /ready
}

[ -e "$root/ready" ] || build

# The checkout as it lies here, committed or not.
"${as_root[@]}" rm -rf "$root/srv/hse_lcz"
"${as_root[@]}" mkdir -p "$root/srv/hse_lcz"
git ls-files -z --cached --others --exclude-standard | xargs -0 -I{} sh -c '[ ! -e "$1" ] || printf "%s\0" "$1"' - {} |
    tar --create --null --files-from=- | "${as_root[@]}" tar --extract --no-same-owner --directory="$root/srv/hse_lcz"

inside bash -euc '
    cd /srv/hse_lcz
    python3 -c "
from importlib.metadata import version
for name in (\"numpy\", \"scipy\", \"torch\"):
    print(f\"{name}=={version(name)}\")" >/constraints.txt
    wanted=$(cat scripts/requirements.txt /constraints.txt)
    if [ "$(cat /venv/ready 2>/dev/null)" != "$wanted" ]; then
        python3 -m venv --system-site-packages --clear /venv
        /venv/bin/python -m pip install --quiet --constraint /constraints.txt --requirement scripts/requirements.txt
        echo "$wanted" >/venv/ready
    fi
    ln -sfn /venv .venv
    git init --quiet
    scripts/in_qgis.py python -c "
import torch
from osgeo import gdal
from qgis.core import Qgis
print(\"QGIS\", Qgis.version(), \"· GDAL\", gdal.__version__, \"· PyTorch\", torch.__version__, flush=True)"
    if [ "${1:-}" = newcomer ]; then
        exec scripts/in_qgis.py python scripts/newcomer.py "${@:2}"
    fi
    exec scripts/in_qgis.py python -m pytest "$@"' - "$@" || failed=$?
if [ "${1:-}" = newcomer ]; then
    for pictures in "$root"/srv/hse_lcz/build/newcomer*; do
        rm -rf "build/qgis$number-$(basename "$pictures")"
        cp -r "$pictures" "build/qgis$number-$(basename "$pictures")"
    done
fi
exit "${failed:-0}"
