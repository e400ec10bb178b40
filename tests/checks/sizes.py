"""No source file above 800 lines: a file holds one idea."""
import pathlib
import sys

LIMIT = 800
ROOTS = ("app", "core", "ui", "tests")


def main() -> int:
    root = pathlib.Path(sys.argv[1])
    faults = []
    count = 0
    for top in ROOTS:
        for file in sorted((root / top).rglob("*")):
            if file.suffix not in {".h", ".cpp"} or "build" in file.parts:
                continue
            count += 1
            lines = sum(1 for _ in file.open(encoding="utf-8"))
            if lines > LIMIT:
                faults.append(f"{file.relative_to(root).as_posix()}: {lines} lines (limit {LIMIT})")
    for fault in faults:
        print(fault)
    print(f"sizes: {count} files, {len(faults)} too long")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
