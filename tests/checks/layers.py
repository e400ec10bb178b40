"""Every #include "module/..." must name a module that the including module declared as a dependency."""
import pathlib
import re
import sys

INCLUDE = re.compile(r'^\s*#\s*include\s+"([a-z_]+(?:/[a-z_]+)*)/[^"/]+"', re.M)


def main() -> int:
    root, layers = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    declared, directories = {}, {}
    for line in layers.read_text().splitlines():
        name, directory, dependencies = line.split("|")
        declared[name] = set(filter(None, dependencies.split(",")))
        directories[directory] = name
    # A module is named in includes by its directory: core/store -> store, ui/kit -> ui/kit.
    by_include = {d.removeprefix("core/"): m for d, m in directories.items()}
    faults = []
    for directory, module in sorted(directories.items()):
        for file in sorted((root / directory).rglob("*")):
            if file.suffix not in {".h", ".cpp"}:
                continue
            nested = [d for d in directories if d.startswith(directory + "/")]
            relative = file.relative_to(root).as_posix()
            if any(relative.startswith(d + "/") for d in nested):
                continue
            for include in INCLUDE.findall(file.read_text(encoding="utf-8")):
                parts = include.split("/")
                used = next((by_include["/".join(parts[:n])] for n in range(len(parts), 0, -1)
                             if "/".join(parts[:n]) in by_include), None)
                if used and used != module and used not in declared[module]:
                    faults.append(f"{relative}: includes '{include}/…', but module '{module}' does not declare '{used}'")
    for fault in faults:
        print(fault)
    print(f"layers: {len(directories)} modules, {len(faults)} undeclared includes")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
