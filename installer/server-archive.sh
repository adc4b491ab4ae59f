#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Sets the continuous archive of UpDesk's server up, on a Debian machine with postgresql-15, as root:
#     server-archive.sh /var/backups/updesk
# The folder gets wal/ for the log; `updeskctl server backup ... --base` puts base backups beside it. It should be on another
# disk than the database, and copied away from the machine. May be run again.
set -eu
[ $# -eq 1 ] || { echo "usage: $0 FOLDER" >&2; exit 2; }
folder=$1
conf=/etc/postgresql/15/main
here=$(dirname "$0")

install -d -o postgres -g postgres -m 0700 "$folder" "$folder/wal"
install -D -m 0755 "$here/updesk-archive.sh" /usr/lib/updesk/updesk-archive.sh
cat > "$conf/conf.d/updesk-archive.conf" <<CONF
wal_level = replica
archive_mode = on
archive_timeout = 60
archive_command = '/usr/lib/updesk/updesk-archive.sh "%p" "%f" "$folder/wal"'
CONF
# pg_basebackup comes as replication, which "all" does not name.
grep -q '^local  *replication  *all' "$conf/pg_hba.conf" || echo 'local replication all peer' >> "$conf/pg_hba.conf"
systemctl restart postgresql
for unit in updesk-server-night updesk-server-drill; do
    install -m 0644 "$here/$unit.service" "$here/$unit.timer" /etc/systemd/system/
done
install -d -m 0755 /etc/updesk
[ -e /etc/updesk/server.env ] || cat > /etc/updesk/server.env <<ENV
URL=postgresql:///updesk?host=/var/run/postgresql
ARCHIVE=$folder
ENV
systemctl daemon-reload
systemctl enable --now updesk-server-night.timer updesk-server-drill.timer
