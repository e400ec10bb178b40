#!/usr/bin/python3
"""accessibility.py PROGRAM: what a screen reader finds in the real window.

Starts the program on a small demo shop, walks what it tells the accessibility bus about every page, and
prints each thing that takes the keyboard or can be pressed but has no name or no sensible role. Run it
through with_accessibility.sh.
"""
import os
import subprocess
import sys
import tempfile
import time

import warnings

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # noqa: E402

warnings.simplefilter("ignore", DeprecationWarning)
START_S, REST_S = 90, 30
MOST_CHILDREN = 300  # of one node; tables and lists repeat themselves below
ROLELESS = {"filler", "unknown", "invalid", "panel", "redundant object"}
NAMELESS_OK = {"table cell", "window", "frame", "application", "scroll bar", "separator", "scroll pane", "table", "tree table"}
PRESSED = {"push button", "toggle button", "radio button", "check box", "combo box", "link", "menu item", "page tab", "spin button"}
# What opens another view of a page.
OPENERS = {"Segments": "New segment", "Templates": "New template", "Campaigns": "New campaign"}
REPEATED = {"list item", "table cell", "tree item", "table row"}


def states(node):
    return node.get_state_set()


def is_showing(node):
    found = states(node)
    return found.contains(Atspi.StateType.SHOWING) and found.contains(Atspi.StateType.VISIBLE)


def children(node):
    for i in range(min(node.get_child_count(), MOST_CHILDREN)):
        child = node.get_child_at_index(i)
        if child is not None:
            yield child


def walk(node, path=()):
    """Every node in sight with the names above it; of what repeats itself in a table only a few."""
    yield node, path
    here = path + (node.get_name() or node.get_role_name(),)
    repeated = 0
    for child in children(node):
        if not is_showing(child):
            continue
        if child.get_role_name() in REPEATED:
            repeated += 1
            if repeated > 60:
                continue
        yield from walk(child, here)


def patiently(what, seconds, step=0.1):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            found = what()
        except gi.repository.GLib.GError:
            found = None  # a node went away while it was asked
        if found:
            return found
        time.sleep(step)
    return None


def find(root, name, roles=None):
    for node, _ in walk(root):
        if node.get_name() == name and (roles is None or node.get_role_name() in roles):
            return node
    return None


def rest(window):
    """Waits until the page has shown all it shows: the same things three times running."""
    seen, times = None, 0

    def is_same():
        nonlocal seen, times
        now = [(node.get_role_name(), node.get_name()) for node, _ in walk(window)]
        times = times + 1 if now == seen else 0
        seen = now
        return times >= 2

    patiently(is_same, REST_S, 0.25)


def press(node):
    names = [Atspi.Action.get_action_name(node, i).lower() for i in range(Atspi.Action.get_n_actions(node))]
    wanted = next(name for name in ("press", "click", "toggle") if name in names)
    return Atspi.Action.do_action(node, names.index(wanted))


def describe(node, path):
    return "%s \"%s\" in %s" % (node.get_role_name(), node.get_name(), " > ".join(path[-4:]))


def faults_of(window, page):
    faults, beside = [], {}
    for node, path in walk(window):
        role, name = node.get_role_name(), (node.get_name() or "").strip()
        takes_keys = states(node).contains(Atspi.StateType.FOCUSABLE)
        if (takes_keys or role in PRESSED) and not name and role not in NAMELESS_OK:
            faults.append("no name: " + describe(node, path))
        # A group that says what it is about, with named things in it, is one.
        is_group = role == "panel" and name and any(child.get_name() for child in children(node))
        if takes_keys and role in ROLELESS and not is_group:
            faults.append("no role: " + describe(node, path))
        if role in PRESSED and name:
            beside.setdefault((path, role, name), []).append(node)
        if role in ("table", "tree table") and node.get_table_iface():
            faults += table_faults(node, path)
    for (path, role, name), nodes in beside.items():
        described = {node.get_description() for node in nodes}
        if len(nodes) > 1 and len(described) < len(nodes):
            faults.append("%d times the same: %s \"%s\" in %s" % (len(nodes), role, name, " > ".join(path[-4:])))
    return ["%s: %s" % (page, fault) for fault in faults]


def table_faults(node, path):
    table = node.get_table_iface()
    faults = []
    if not (node.get_name() or "").strip():
        faults.append("no name: " + describe(node, path))
    columns = table.get_n_columns()
    for column in range(min(columns, 30)):
        if not (table.get_column_description(column) or "").strip() and columns > 1:
            header = table.get_column_header(column)
            if header is None or not (header.get_name() or "").strip():
                faults.append("column %d has no heading: %s" % (column + 1, describe(node, path)))
    if table.get_n_rows() > 0 and columns > 0 and table.get_accessible_at(0, 0) is None:
        faults.append("rows are not exposed: " + describe(node, path))
    return faults


def our_window(pid):
    desktop = Atspi.get_desktop(0)
    for application in children(desktop):
        if application.get_process_id() != pid:
            continue
        application.set_cache_mask(Atspi.Cache.NONE)  # the window changes while it is walked
        for window in children(application):
            if window.get_role_name() in ("frame", "window") and is_showing(window) and find(window, "Data"):
                return window
    return None


def check(program):
    window = patiently(lambda: our_window(program.pid), START_S)
    if window is None:
        print("the window did not appear on the accessibility bus")
        return 1
    rest(window)
    rail = [node.get_name() for node, path in walk(window)
            if node.get_role_name() in ("radio button", "toggle button", "page tab", "list item") and "Pages" in path]
    if len(rail) < 5:
        print("the rail does not show its pages: %s" % rail)
        return 1
    faults = []
    tables = 0
    for name in rail:
        entry = patiently(lambda: find(window, name, ("radio button", "toggle button", "page tab", "list item")), 10)
        press(entry)
        rest(window)
        entry = find(window, name, ("radio button", "toggle button", "page tab", "list item"))
        if entry is None or not (states(entry).contains(Atspi.StateType.CHECKED) or states(entry).contains(Atspi.StateType.SELECTED)):
            faults.append("%s: the rail does not say that this page is open" % name)
        seen = list(walk(window))
        tables += sum(node.get_role_name() in ("table", "tree table") for node, _ in seen)
        print("%s: %d nodes" % (name, len(seen)))
        faults += faults_of(window, name)
        opener = find(window, OPENERS.get(name, ""), PRESSED)
        if opener is not None:
            press(opener)
            rest(window)
            faults += faults_of(window, OPENERS[name])
    if tables == 0:
        faults.append("no page shows a table")
    for fault in dict.fromkeys(faults):
        print(fault)
    print("%d pages, %d faults" % (len(rail), len(faults)))
    return 1 if faults else 0


def main():
    with tempfile.TemporaryDirectory() as folder:
        program = subprocess.Popen([sys.argv[1], "--demo", os.path.join(folder, "shop.audience"), "--demo-people", "500",
                                    "--demo-events", "8000"], stderr=subprocess.DEVNULL)
        try:
            return check(program)
        finally:
            program.terminate()
            program.wait()


sys.exit(main())
