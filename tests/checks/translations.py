"""translations.py SOURCE_DIR LUPDATE: is every text of the window translated, and safely?

Reads the sources again with lupdate into copies of translations/*.ts and fails on texts that are missing or
unfinished there, and on translations whose placeholders (%1, %n, {name}), blanks at the ends or markup differ
from the English. audience_en.ts holds only the texts with a number in them: "1 person", "2 people".
"""
import glob
import os
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET

PLACEHOLDERS = re.compile(r"%L?\d+|%n|\{[a-z_]+\}|</?[a-z]+[^>]*>")


def sources(root):
    for top in ("ui", os.path.join("app", "gui")):
        for folder, _, files in os.walk(os.path.join(root, top)):
            for name in sorted(files):
                if name.endswith((".cpp", ".h", ".inc")):
                    yield os.path.join(folder, name)


def ends(text):
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()):]


def faults_of(message):
    source = message.findtext("source")
    translation = message.find("translation")
    if translation.get("type") in ("vanished", "obsolete"):
        return
    forms = [form.text or "" for form in translation.findall("numerusform")] or [translation.text or ""]
    if translation.get("type") == "unfinished" or not all(forms):
        yield "is not translated"
        return
    for number, form in enumerate(forms):
        wanted, found = PLACEHOLDERS.findall(source), PLACEHOLDERS.findall(form)
        # "one row" needs no number.
        if number == 0 and len(forms) > 1 and "%n" not in found:
            wanted = [name for name in wanted if name != "%n"]
        if sorted(wanted) != sorted(found):
            yield "has other placeholders: %s" % form
        if ends(source) != ends(form):
            yield "has other blanks at its ends: \"%s\"" % form


def check(root, lupdate, path, temporary):
    copy = os.path.join(temporary, os.path.basename(path))
    shutil.copy(path, copy)
    only_numbers = ["-pluralonly"] if os.path.basename(path) == "audience_en.ts" else []
    said = subprocess.run([lupdate, "-silent", "-no-obsolete", "-I", root, "-locations", "none", *only_numbers, *sources(root), "-ts", copy],
                          check=True, stderr=subprocess.PIPE, text=True).stderr
    # A text whose class lupdate cannot tell is looked for under another name when the program runs.
    count, faults = 0, [line for line in said.splitlines() if "lacks Q_OBJECT" in line or "Qualifying with unknown" in line]
    for context in ET.parse(copy).getroot().iter("context"):
        for message in context.iter("message"):
            count += 1
            faults += ["%s: %s \"%s\" %s" % (os.path.basename(path), context.findtext("name"), message.findtext("source"), fault)
                       for fault in faults_of(message)]
    for fault in faults:
        print(fault)
    print("%s: %d texts, %d faults" % (os.path.basename(path), count, len(faults)))
    return not faults and count > 0


def main():
    root, lupdate = sys.argv[1:3]
    files = sorted(glob.glob(os.path.join(root, "translations", "*.ts")))
    with tempfile.TemporaryDirectory() as temporary:
        good = [check(root, lupdate, path, temporary) for path in files]
    sys.exit(0 if files and all(good) else 1)


main()
