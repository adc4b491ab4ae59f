# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by run and check: installs what is missing, and runs each step with its log, its progress and a limit of time.
# shellcheck shell=bash

cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1
mkdir -p build
# shellcheck source=installer/cipher.sh
. installer/cipher.sh

step_pid=
stop() {
    [ -n "$step_pid" ] && kill "$step_pid" 2>/dev/null && wait "$step_pid" 2>/dev/null
    exit 130
}
trap stop INT TERM

fail() {
    echo "$*" >&2
    exit 1
}

# show_tail LOG: the last lines of a log, on standard error.
show_tail() {
    tail -n 60 "$1" >&2
}

# How far a log has come, in percent, by its last "[done/all]" or "done/all"; nothing when it has no such line.
percent() {
    local last
    last=$(tail -c 8000 "$1" | grep -aoE '^ *\[?[0-9]+/[0-9]+' | tail -n 1 | tr -d ' [')
    [ -n "$last" ] && [ "${last#*/}" -gt 0 ] && echo $((100 * ${last%/*} / ${last#*/}))
}

# step "Words" LOG LIMIT COMMAND...: runs the command into build/LOG; at its failure shows the log's end and stops.
step() {
    local words=$1 log=build/$2.log limit=$3 begun=$SECONDS shown=-1 now
    shift 3
    echo "$words"
    timeout --kill-after=20 "$limit" "$@" >"$log" 2>&1 </dev/null &
    step_pid=$!
    while kill -0 "$step_pid" 2>/dev/null; do
        sleep 0.2
        now=$(percent "$log")
        [ -n "$now" ] || continue
        if [ -t 1 ] && [ "$now" != "$shown" ]; then
            printf '\r%s %s %%' "$words" "$now"
            shown=$now
        elif [ ! -t 1 ] && [ "$now" -ge $((shown + 20)) ]; then
            [ "$now" -lt 100 ] && echo "$words $now %"
            shown=$now
        fi
    done
    [ -t 1 ] && [ "$shown" -ge 0 ] && printf '\r\033[K'
    local status=0
    wait "$step_pid" || status=$?
    step_pid=
    if [ "$status" -ne 0 ]; then
        show_tail "$log"
        [ "$status" -eq 124 ] && fail "$words: stopped after $limit. The whole log: $log"
        fail "$words: failed. The whole log: $log"
    fi
    [ $((SECONDS - begun)) -ge 5 ] && echo "$words: done in $((SECONDS - begun)) s"
    return 0
}

as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    elif [ -t 0 ]; then
        sudo "$@"
    else
        sudo -n "$@"
    fi
}

# With a password to ask for, apt needs the terminal; so it runs in the foreground, into the log.
apt() {
    as_root env DEBIAN_FRONTEND=noninteractive timeout --foreground 30m apt-get -q -y -o DPkg::Lock::Timeout=300 \
        -o Acquire::Retries=3 "$@" >>build/packages.log 2>&1
}

is_installed() {
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

# need PACKAGE...: installs those that are missing.
need() {
    local missing=() unknown=() package
    command -v dpkg-query >/dev/null || fail "This script knows Debian 12 and its relatives only. It needs: $*"
    for package in "$@"; do
        is_installed "$package" || missing+=("$package")
    done
    [ ${#missing[@]} -eq 0 ] && return 0
    if [ "$(id -u)" -ne 0 ] && ! command -v sudo >/dev/null; then
        fail "These packages are missing, and there is neither root nor sudo to install them: ${missing[*]}"
    fi
    : >build/packages.log
    echo "Looking for packages"
    # A list that cannot be fetched is no reason to stop: the old one may know all we need.
    apt update || echo "The package lists could not be renewed; trying with those at hand"
    for package in "${missing[@]}"; do
        apt-cache show "$package" >/dev/null 2>&1 || unknown+=("$package")
    done
    [ ${#unknown[@]} -eq 0 ] || fail "This system's package sources do not have: ${unknown[*]}"
    echo "Installing ${#missing[@]} packages"
    if ! apt install --no-install-recommends "${missing[@]}"; then
        show_tail build/packages.log
        unknown=()
        for package in "${missing[@]}"; do
            is_installed "$package" || unknown+=("$package")
        done
        fail "These packages could not be installed: ${unknown[*]}. The whole log: build/packages.log"
    fi
}

# What builds and runs UpDesk: the find_package list of CMakeLists.txt, the tools of CMakePresets.json, fonts and time zones.
need_build() {
    need g++ cmake ninja-build pkg-config ccache mold \
        qt6-base-dev qt6-svg-dev qt6-tools-dev qt6-tools-dev-tools qt6-l10n-tools \
        libsqlite3-dev libpq-dev qtkeychain-qt6-dev libsecret-1-0 libgmime-3.0-dev libcurl4-openssl-dev libsodium-dev libssl-dev \
        libphonenumber-dev fonts-inter fonts-dejavu-core tzdata "$@"
    need_cipher
}

# What the tests need beside it: the layout checker, a message bus, a key store on it, a PostgreSQL of their own with
# certificates, a network of their own that can be cut, and mail servers and a text gateway of their own.
need_tests() {
    need_build clang-format-14 dbus gnome-keyring iproute2 postgresql-15 postgresql-client-15 openssl \
        dovecot-imapd python3-aiosmtpd kannel kannel-extras "$@"
}

# build PRESET: configures and builds into build/PRESET. CMake's own lines of a quiet run stay in the log.
build() {
    step "Configuring ($1)" "configure-$1" 10m cmake --preset "$1"
    step "Building ($1)" "build-$1" 60m cmake --build --preset "$1" --parallel "$(nproc)"
}
