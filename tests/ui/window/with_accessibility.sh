#!/bin/sh
# with_accessibility.sh CMD...: runs CMD on a display, in a private D-Bus session with the accessibility bus
# in it, and a home of its own under a temporary folder. Exit code 77 (skipped) with a line that says why
# where a tool is not installed; otherwise that of CMD.
skip() { echo "skipped: $1"; exit 77; }
launcher=
for place in /usr/libexec/at-spi-bus-launcher /usr/lib/at-spi2-core/at-spi-bus-launcher; do
    [ -x "$place" ] && launcher=$place
done
[ -n "$launcher" ] || skip "at-spi2-core is not installed"
command -v dbus-run-session >/dev/null || skip "dbus-run-session is not installed"
/usr/bin/python3 -c 'import gi; gi.require_version("Atspi", "2.0")' 2>/dev/null || skip "gir1.2-atspi-2.0 is not installed"

if [ -z "$AUDIENCE_ACCESSIBILITY_HOME" ]; then
    AUDIENCE_ACCESSIBILITY_HOME=$(mktemp -d) || exit 1
    trap 'rm -rf "$AUDIENCE_ACCESSIBILITY_HOME"' EXIT
    trap 'exit 130' INT TERM
    export AUDIENCE_ACCESSIBILITY_HOME HOME="$AUDIENCE_ACCESSIBILITY_HOME"
    export XDG_CONFIG_HOME="$HOME/config" XDG_DATA_HOME="$HOME/data" XDG_CACHE_HOME="$HOME/cache"
    export XDG_RUNTIME_DIR="$HOME/run" AUDIENCE_STATE_DIR="$HOME/state"
    mkdir -m 700 "$XDG_CONFIG_HOME" "$XDG_DATA_HOME" "$XDG_CACHE_HOME" "$XDG_RUNTIME_DIR"
    # The bridge of Qt belongs to the xcb platform, and a test wants the same screen everywhere.
    command -v xvfb-run >/dev/null || skip "xvfb is not installed"
    xvfb-run -a -s '-screen 0 1600x1000x24' dbus-run-session -- "$0" "$@"
    exit $?
fi

"$launcher" --launch-immediately >"$HOME/bus.log" 2>&1 &
bus=$!
QT_QPA_PLATFORM=xcb QT_LINUX_ACCESSIBILITY_ALWAYS_ON=1 "$@"
code=$?
kill $bus 2>/dev/null
wait $bus 2>/dev/null
exit $code
