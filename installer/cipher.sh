#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Obtains the encrypting SQLite (SQLite3 Multiple Ciphers, MIT licence) into build/cipher, once. When it cannot be had, the
# build goes on with the system's SQLite, and UpDesk says that its files are not encrypted. Sourced by setup.sh; works alone.
# shellcheck shell=bash

cipher_package=better-sqlite3-multiple-ciphers
cipher_version=12.11.1
cipher_sum=a46ef6fb7564522a67998c782f042aa0e5cd1b6089d479660eb96faa0afbc501e0b04f9ccf9ac064489a2479d42931da19f1a27e0800fc2d12bfda99954adfa3

without_cipher() {
    echo "The desk's file will not be encrypted: $*"
}

# No file there may be called like a header of C++, for the compiler looks for its own there too ("version" is one).
# What stands in build/cipher is complete and was checked: it is moved there as the last step.
need_cipher() {
    local part=build/cipher.part packed
    if [ "$(cat build/cipher/fetched-version 2>/dev/null)" = "$cipher_version" ] && [ -s build/cipher/sqlite3.c ]; then
        return 0
    fi
    if ! command -v npm >/dev/null; then
        without_cipher "npm, which brings the encrypting SQLite, is not installed. Install it and run this again."
        return 0
    fi
    rm -rf "$part"
    mkdir -p "$part"
    echo "Fetching the encrypting SQLite"
    # --ignore-scripts: nothing of the package is run.
    if ! timeout --kill-after=10 5m npm pack "$cipher_package@$cipher_version" --pack-destination "$part" --ignore-scripts \
        --cache "$part/cache" --fetch-retries 1 --fetch-retry-mintimeout 1000 >build/cipher.log 2>&1 </dev/null; then
        without_cipher "its encrypting SQLite could not be fetched. See build/cipher.log."
        rm -rf "$part"
        return 0
    fi
    packed=$part/$cipher_package-$cipher_version.tgz
    if ! echo "$cipher_sum  $packed" | sha512sum --check --status 2>/dev/null; then
        without_cipher "what was fetched as the encrypting SQLite is not what was expected. It was thrown away."
        rm -rf "$part"
        return 0
    fi
    if ! tar -xzmf "$packed" -C "$part" --strip-components=3 package/deps/sqlite3/sqlite3.c package/deps/sqlite3/sqlite3.h ||
        ! tar -xzmf "$packed" -C "$part" --strip-components=1 package/LICENSE; then
        without_cipher "the encrypting SQLite could not be unpacked."
        rm -rf "$part"
        return 0
    fi
    echo "$cipher_version" >"$part/fetched-version"
    rm -rf "$part/cache" "$packed" build/cipher
    mv "$part" build/cipher
}

if [ "${BASH_SOURCE[0]}" = "$0" ]; then
    cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1
    mkdir -p build
    need_cipher
fi
