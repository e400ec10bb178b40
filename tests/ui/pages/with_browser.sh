#!/bin/sh
# with_browser.sh CMD...: runs CMD on a display of its own, where Qt WebEngine can run. Exit code 77 (skipped) with a line
# that says why where a tool is not installed; otherwise that of CMD.
command -v xvfb-run >/dev/null || { echo "skipped: xvfb is not installed"; exit 77; }
[ "$(id -u)" != 0 ] || export QTWEBENGINE_DISABLE_SANDBOX=1
export QT_QPA_PLATFORM=xcb QTWEBENGINE_CHROMIUM_FLAGS="${QTWEBENGINE_CHROMIUM_FLAGS:---disable-gpu}"
xvfb-run -a -s '-screen 0 1600x3000x24' "$@"
