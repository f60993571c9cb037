#!/bin/sh
# What a container runs first: brings the database's schema up to date, then runs the command it is given until that
# ends or SIGTERM comes, then stops the embedded database in good order. As process 1 it also buries orphans.
set -eu

child=
stopping=
stop() {
    stopping=yes
    [ -z "$child" ] || kill -TERM "$child" 2>/dev/null || true
}
trap stop TERM INT

python -m database migrate
[ -z "$stopping" ] || exit 0

"$@" &
child=$!
[ -z "$stopping" ] || stop

code=0
while kill -0 "$child" 2>/dev/null; do # a signal ends `wait` early
    code=0
    wait "$child" || code=$?
done

[ -n "${DATABASE_URL:-}" ] || python -m database stop >/dev/null || true
exit "$code"
