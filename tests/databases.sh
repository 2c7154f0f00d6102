#!/usr/bin/env bash
# Puts the tests of what servers chose to SQLite and to a PostgreSQL: a cluster of their own in a temporary folder, reached by a
# socket there, gone when they end. Installs Debian's package where that is possible; else it says so and does nothing.
# Usage: tests/databases.sh SCRATCH_FOLDER
set -euo pipefail
cd "$(dirname "$0")/.."
scratch=$1

# The folder of the newest PostgreSQL here; nothing where there is none.
binaries() {
    find /usr/lib/postgresql -mindepth 2 -maxdepth 2 -name bin 2>/dev/null | sort -V | tail -n 1
}

# As root, without a word to the cluster that the package would make and start for the whole machine.
install_postgres() {
    [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || return 1
    if [ ! -e /etc/postgresql-common/createcluster.conf ]; then
        mkdir -p /etc/postgresql-common
        echo "create_main_cluster = false" >/etc/postgresql-common/createcluster.conf
    fi
    export DEBIAN_FRONTEND=noninteractive
    { apt-get update && apt-get install -y --no-install-recommends -o Dpkg::Options::=--force-confold postgresql; } \
        >"$scratch/postgres-install.log" 2>&1
}

if [ -z "$(binaries)" ]; then
    install_postgres || true
fi
if [ -z "$(binaries)" ]; then
    echo "PostgreSQL is not here and cannot be installed; what servers chose is tested on SQLite only"
    cargo test --quiet --locked --test suite -- servers::
    exit 0
fi
bin=$(binaries)
cluster=$(mktemp -d)
# PostgreSQL refuses to run as root; the package brings a user for it.
as_owner=()
if [ "$(id -u)" = 0 ]; then
    chown postgres "$cluster"
    as_owner=(runuser -u postgres --)
fi
stop() {
    "${as_owner[@]}" "$bin/pg_ctl" --pgdata "$cluster/data" --mode immediate --silent stop || true
    rm -rf "$cluster"
}
trap stop EXIT
(
    cd "$cluster"
    "${as_owner[@]}" "$bin/initdb" --pgdata "$cluster/data" --username lorebot --auth trust --encoding UTF8 --no-sync >/dev/null
    "${as_owner[@]}" "$bin/pg_ctl" --pgdata "$cluster/data" --log "$cluster/log" --wait --silent \
        --options "-c listen_addresses='' -c unix_socket_directories='$cluster' -c fsync=off" start >/dev/null ||
        { cat "$cluster/log"; exit 1; }
)
"$bin/postgres" --version
LOREBOT_TEST_POSTGRES="postgres:///postgres?host=$cluster&user=lorebot" cargo test --quiet --locked --test suite -- servers::
