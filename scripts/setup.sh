#!/usr/bin/env bash
# Sets up what is missing: QGIS and its companions from apt, then the virtual environment `.venv`.
# Asks nothing, uses sudo only where something is missing; a second run is over at once.
set -euo pipefail
cd "$(dirname "$0")/.."

packages=(qgis python3-scipy python3-matplotlib python3-venv xvfb fonts-open-sans)
torch=torch==2.13.0
cpu_wheels=https://download.pytorch.org/whl/cpu

missing=()
if command -v dpkg-query >/dev/null; then
    for package in "${packages[@]}"; do
        dpkg-query --show --showformat='${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed ||
            missing+=("$package")
    done
fi
if [ "${#missing[@]}" -gt 0 ]; then
    echo "Installing from apt: ${missing[*]}"
    as_root=(env DEBIAN_FRONTEND=noninteractive)
    [ "$(id -u)" -eq 0 ] || as_root=(sudo "${as_root[@]}")
    "${as_root[@]}" apt-get update -q || echo "apt-get update failed; going on with the lists at hand." >&2
    "${as_root[@]}" apt-get install -q -y --no-install-recommends "${missing[@]}"
fi

# The Python that QGIS was built for: any other one on the PATH (pyenv, conda) has no `qgis` or crashes in it.
system_python=/usr/bin/python3
export PYTHONNOUSERSITE=1

# GDAL and QGIS were built against the system's NumPy: the environment must keep exactly that one.
constraints=$("$system_python" -c '
from importlib.metadata import version
for name in ("numpy", "scipy"):
    print(f"{name}=={version(name)}")')
wanted=$(echo "$constraints" && "$system_python" --version && cat scripts/requirements.txt scripts/setup.sh)

if [ "$(cat .venv/ready 2>/dev/null)" != "$wanted" ]; then
    echo "Making the virtual environment .venv (half a minute and a few hundred megabytes)"
    "$system_python" -m venv --system-site-packages .venv
    echo "$constraints" >.venv/constraints.txt
    install=(.venv/bin/python -m pip install --quiet --disable-pip-version-check --constraint .venv/constraints.txt)
    "${install[@]}" --requirement scripts/requirements.txt
    # PyTorch's own index has the wheels without gigabytes of CUDA; where it is out of reach, the plain one must do.
    "${install[@]}" --index-url "$cpu_wheels" --retries 0 --timeout 10 "$torch" 2>/dev/null ||
        "${install[@]}" "$torch"
    scripts/in_qgis.py python -c 'import osgeo.gdal_array, qgis.core, scipy, torch'
    echo "$wanted" >.venv/ready
fi
