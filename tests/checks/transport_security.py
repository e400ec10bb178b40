"""Nothing can be told to trust a stranger: verification is set wherever libcurl is used, nothing switches it
off, and no address of another computer is without TLS (R-27)."""
import pathlib
import re
import sys

ROOTS = ("app", "core", "ui", "resources")
SUFFIXES = {".h", ".cpp", ".inc", ".json", ".yaml", ".yml", ".html", ".js"}
# What would be a switch, or the absence of a check.
FORBIDDEN = {
    "ignores TLS errors": r"ignoreSslErrors|setPeerVerifyMode|VerifyNone|SSL_VERIFY_NONE|SSL_OP_ALLOW_UNSAFE",
    "an option to be insecure": r"--(insecure|no-verify|no-check-certificate|ignore-tls\w*|skip-tls\w*)",
    "verification that is not 1 and 2": r"CURLOPT_(?:PROXY_)?SSL_VERIFY(?:PEER\s*,(?!\s*1L)|HOST\s*,(?!\s*2L))",
    "a database that is not verified": r"sslmode\W{1,6}(?:allow|prefer|require|verify-ca)\b|PQ(?:connectdb|connectStart|setdb)\w*\s*\((?<!PQconnectStartParams\()",
    "an old protocol": r"CURL_SSLVERSION_(?:DEFAULT|TLSv1\b|TLSv1_0|TLSv1_1|SSLv\w+)",
}
# Names of formats, examples for people, and this computer.
PLAIN = re.compile(r"""["'(=]http://(?!127\.|localhost|\[::1\]|www\.w3\.org|schemas\.|purl\.|ns\.adobe|\{|"|'|host:port)([\w.-]+)""")


def main() -> int:
    root = pathlib.Path(sys.argv[1])
    faults, files, handles = [], 0, 0
    for top in ROOTS:
        for file in sorted((root / top).rglob("*")):
            if file.suffix not in SUFFIXES:
                continue
            files += 1
            text = file.read_text(encoding="utf-8", errors="replace")
            name = file.relative_to(root).as_posix()
            for what, pattern in FORBIDDEN.items():
                faults += [f"{name}: {what}: {hit.group(0)}" for hit in re.finditer(pattern, text)]
            if "curl_easy_init(" in text:
                handles += 1
                for setting in (r"CURLOPT_SSL_VERIFYPEER\s*,\s*1L", r"CURLOPT_SSL_VERIFYHOST\s*,\s*2L", r"CURLOPT_SSLVERSION"):
                    if not re.search(setting, text):
                        faults.append(f"{name}: makes a handle without {setting}")
            if file.suffix in {".h", ".cpp"} and top in ("app", "core"):
                code = re.sub(r"//[^\n]*", "", re.sub(r"http://", "http:\0\0", text)).replace("http:\0\0", "http://")
                faults += [f"{name}: without TLS: {hit.group(1)}" for hit in PLAIN.finditer(code)]
    for fault in faults:
        print(fault)
    print(f"transport security: {files} files, {handles} with libcurl handles, {len(faults)} faults")
    return 1 if faults or not handles else 0


if __name__ == "__main__":
    sys.exit(main())
