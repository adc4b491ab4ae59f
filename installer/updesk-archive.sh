#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# PostgreSQL's archive_command for UpDesk's server: keeps a finished segment of the write-ahead log.
#     archive_command = '/usr/lib/updesk/updesk-archive.sh "%p" "%f" /var/backups/updesk/wal'
# It says that it is done only when the segment is whole on the disk under its name. One that is there already is kept as it
# is: the same bytes once more are no fault (the server may ask twice after a crash), other bytes are, and PostgreSQL says so
# in its log until somebody has looked.
set -eu
umask 077
[ $# -eq 3 ] || { echo "usage: $0 SEGMENT NAME FOLDER" >&2; exit 2; }
segment=$1 name=$2 folder=$3

if [ -e "$folder/$name" ]; then
    cmp -s -- "$segment" "$folder/$name" && exit 0
    echo "$folder/$name is there already and is another" >&2
    exit 1
fi
part="$folder/$name.part"
cp -- "$segment" "$part"
sync -- "$part"
mv -n -- "$part" "$folder/$name"
[ ! -e "$part" ] # mv -n leaves it where somebody was quicker
sync -- "$folder"
