"""fetch.py FILES FOLDER: the distributions of FILES ("sha256 project filename remarks" a line), each kept in FOLDER/sha256/filename.

Asked for by name and taken by hash, through pip's own index client, so that pip's configuration (index, proxy,
certificates) holds here too. pip itself only downloads what fits the machine, and builds sdists to learn their names.
"""

import hashlib
import itertools
import pathlib
import sys
import urllib.parse

from pip._internal.commands import create_command
from pip._internal.index.collector import parse_links


def wanted(lines: str, folder: pathlib.Path) -> list[tuple[str, str, pathlib.Path]]:
    rows = [line.split(maxsplit=3)[:3] for line in lines.splitlines() if line.strip() and not line.startswith("#")]
    files = [(digest, project, folder / digest / name) for digest, project, name in rows]
    return sorted((file for file in files if not file[2].exists()), key=lambda file: file[1])


def addresses(finder, project: str) -> dict[str, str]:
    """Where each file of a project is, by its SHA-256."""
    collector = finder._link_collector
    sources = collector.collect_sources(project, candidates_from_page=lambda link: iter(()))
    found = {}
    for source in sources.index_urls:
        page = collector.fetch_response(source.link) if source and source.link else None
        for link in parse_links(page) if page else ():
            if link.hash_name == "sha256":
                found[link.hash] = urllib.parse.urldefrag(link.url).url
    return found


def store(session, address: str, digest: str, path: pathlib.Path) -> None:
    response = session.get(address)
    response.raise_for_status()
    actual = hashlib.sha256(response.content).hexdigest()
    if actual != digest:
        raise SystemExit(f"{path.name}: SHA-256 {actual}, expected {digest}")
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(path.name + ".part")
    partial.write_bytes(response.content)
    partial.rename(path)


def main(files: str, folder: str) -> None:
    missing = wanted(pathlib.Path(files).read_text(), pathlib.Path(folder))
    command = create_command("download")
    options, _ = command.parse_args(["--quiet", "--no-deps", "none"])
    with command.main_context():
        session = command.get_default_session(options)
        finder = command._build_package_finder(options, session)
        for project, rows in itertools.groupby(missing, key=lambda file: file[1]):
            known = addresses(finder, project)
            for digest, _, path in rows:
                if digest not in known:
                    raise SystemExit(f"{path.name}: the index no longer has a file with SHA-256 {digest}")
                store(session, known[digest], digest, path)
    print(f"fetched {len(missing)}, named in {files}")


main(*sys.argv[1:])
