#!/bin/sh
# with_keyring.sh CMD...: runs CMD inside a private D-Bus session with an unlocked, empty gnome-keyring,
# in a home of its own under a temporary folder; stops and removes all of it. Exit code 77 (skipped)
# where D-Bus or gnome-keyring is not installed; otherwise that of CMD.
for tool in dbus-run-session dbus-send gnome-keyring-daemon; do
    command -v "$tool" >/dev/null || { echo "skipped: $tool is not installed"; exit 77; }
done

if [ -z "$AUDIENCE_KEYRING_HOME" ]; then
    AUDIENCE_KEYRING_HOME=$(mktemp -d) || exit 1
    trap 'rm -rf "$AUDIENCE_KEYRING_HOME"' EXIT
    trap 'exit 130' INT TERM
    export AUDIENCE_KEYRING_HOME HOME="$AUDIENCE_KEYRING_HOME"
    export XDG_CONFIG_HOME="$HOME/config" XDG_DATA_HOME="$HOME/data" XDG_CACHE_HOME="$HOME/cache"
    export XDG_RUNTIME_DIR="$HOME/run"
    mkdir -m 700 "$XDG_CONFIG_HOME" "$XDG_DATA_HOME" "$XDG_CACHE_HOME" "$XDG_RUNTIME_DIR"
    dbus-run-session -- "$0" "$@"
    exit $?
fi

# Inside the session.
printf 'test' | gnome-keyring-daemon --foreground --unlock --components=secrets >"$HOME/keyring.log" 2>&1 &
daemon=$!
tries=0
until dbus-send --session --print-reply --dest=org.freedesktop.DBus /org/freedesktop/DBus \
    org.freedesktop.DBus.NameHasOwner string:org.freedesktop.secrets 2>/dev/null | grep -q 'boolean true'; do
    tries=$((tries + 1))
    if [ $tries -gt 100 ] || ! kill -0 $daemon 2>/dev/null; then
        cat "$HOME/keyring.log" >&2
        echo "the keyring did not start" >&2
        kill $daemon 2>/dev/null
        exit 1
    fi
    sleep 0.1
done
"$@"
code=$?
kill $daemon 2>/dev/null
wait $daemon 2>/dev/null
exit $code
