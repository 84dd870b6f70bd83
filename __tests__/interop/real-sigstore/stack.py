"""Start, look at and stop one Sigstore stack on loopback.

    up [--run DIR]        start; returns when every server answers
    down [--run DIR]      stop what `up` started
    status [--run DIR]    what runs, and how much memory it takes
    shard [--run DIR] [--hostname HOST] NAME
                          start one more Rekor v2, whose checkpoints have this name (127.0.0.1 when not given);
                          prints its URL, and the log as a trusted root lists it
    freeze [--run DIR] NAME
                          start that shard anew as its operators would close it: it takes no more entries
    stop [--run DIR] NAME
                          stop that shard

DIR is $REAL_SIGSTORE_RUN, or `run` in $WHEELSEAL_INTEROP_HOME. Each DIR is a stack of
its own with its own keys and ports: any number can run side by side.
"""

import argparse
import fcntl
import json
import os
import secrets
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from datetime import datetime, timedelta, timezone
from pathlib import Path

HERE = Path(__file__).resolve().parent
HOME = Path(
    os.environ.get("WHEELSEAL_INTEROP_HOME")
    or Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "wheelseal-interop"
)
HOST = "127.0.0.1"
PORTS = [
    "oidc", "oidc_tls", "oidc_proxy", "fulcio", "fulcio_grpc", "fulcio_metrics", "ctlog", "tsa",
    "trillian", "rekor1", "rekor2", "rekor2_grpc", "rekor2_metrics", "tuf",
]  # fmt: skip
# Rekor v1's API without the search index, which alone needs a Redis.
REKOR1_API = "getLogInfo,getPublicKey,getLogProof,createLogEntry,getLogEntryByIndex,getLogEntryByUUID,searchLogQuery"
# What the environment may change, under these names with REAL_SIGSTORE_ before them.
TUNABLES = {
    "REKOR1_SEQUENCER_INTERVAL": "100ms",
    "REKOR2_CHECKPOINT_INTERVAL": "1s",
    "REKOR2_BATCH_MAX_AGE": "250ms",
    "REKOR2_BATCH_MAX_SIZE": "256",
    "REKOR2_PUSHBACK": "4096",
    "CTLOG_CHECKPOINT_INTERVAL": "100ms",
    "ISSUER": "https://token.actions.githubusercontent.com",
}
QUIET = {"OTEL_METRICS_EXPORTER": "none", "OTEL_TRACES_EXPORTER": "none", "OTEL_LOGS_EXPORTER": "none"}
NO_PROXY_OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def setting(name: str) -> str:
    return os.environ.get(f"REAL_SIGSTORE_{name}") or TUNABLES[name]


def choose_ports() -> dict[str, int]:
    """Free ports, all held until all are known; those in the environment as given."""
    ports, held = {}, []
    for name in PORTS:
        given = int(os.environ.get(f"REAL_SIGSTORE_PORT_{name.upper()}") or 0)
        sock = socket.socket()
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            sock.bind((HOST, given))
        except OSError as error:
            sys.exit(f"port {given} for {name}: {error.strerror}")
        held.append(sock)
        ports[name] = sock.getsockname()[1]
    for sock in held:
        sock.close()
    return ports


def free_ports(count: int) -> list[int]:
    """Ports of the system's choice, all held until all are known."""
    held = [socket.create_server((HOST, 0)) for _ in range(count)]
    ports = [sock.getsockname()[1] for sock in held]
    for sock in held:
        sock.close()
    return ports


def fulcio_config(issuer: str) -> dict:
    """What the public instance has for GitHub: same extensions, same subject."""
    return {
        "oidc-issuers": {
            issuer: {
                "issuer-url": issuer,
                "client-id": "sigstore",
                "type": "ci-provider",
                "ci-provider": "github-workflow",
            }
        },
        "ci-issuer-metadata": {
            "github-workflow": {
                "default-template-values": {"url": "https://github.com", "environment": ""},
                "extension-templates": {
                    "github-workflow-trigger": "event_name",
                    "github-workflow-sha": "sha",
                    "github-workflow-name": "workflow",
                    "github-workflow-repository": "repository",
                    "github-workflow-ref": "ref",
                    "build-signer-uri": "{{ .url }}/{{ .job_workflow_ref }}",
                    "build-signer-digest": "job_workflow_sha",
                    "runner-environment": "runner_environment",
                    "source-repository-uri": "{{ .url }}/{{ .repository }}",
                    "source-repository-digest": "sha",
                    "source-repository-ref": "ref",
                    "source-repository-identifier": "repository_id",
                    "source-repository-owner-uri": "{{ .url }}/{{ .repository_owner }}",
                    "source-repository-owner-identifier": "repository_owner_id",
                    "build-config-uri": "{{ .url }}/{{ .workflow_ref }}",
                    "build-config-digest": "workflow_sha",
                    "build-trigger": "event_name",
                    "run-invocation-uri": "{{ .url }}/{{ .repository }}/actions/runs/{{ .run_id }}/attempts/{{ .run_attempt }}",
                    "source-repository-visibility-at-signing": "repository_visibility",
                    "deployment-environment": "environment",
                },
                "subject-alternative-name-template": "{{ .url }}/{{ .job_workflow_ref }}",
            }
        },
    }


class Stack:
    def __init__(self, run: Path):
        self.run = run
        self.pids_file = run / "pids.json"

    def pids(self) -> dict[str, int]:
        """Servers of this stack that are alive; a number that went to another
        program since is none of them."""
        try:
            recorded = json.loads(self.pids_file.read_text())
        except FileNotFoundError:
            return {}
        return {name: pid for name, (pid, started) in recorded.items() if start_time(pid) == started}

    def spawn(self, name: str, command: list, env: dict | None = None) -> None:
        with open(self.run / "log" / f"{name}.log", "wb") as output:
            process = subprocess.Popen(
                [str(part) for part in command],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                env={**os.environ, **(env or {})},
                cwd=self.run,
                start_new_session=True,
            )
        self.children[name] = process
        self.record({name: process.pid})

    def record(self, started: dict[str, int | None]) -> None:
        """Notes which process a server is; none for one that was stopped."""
        with open(self.run / "pids.lock", "w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            recorded = {**self.pids(), **started}
            alive = {name: (pid, start_time(pid)) for name, pid in recorded.items() if pid is not None}
            written = self.pids_file.with_suffix(".new")
            written.write_text(json.dumps(alive))
            os.replace(written, self.pids_file)

    def wait(self, name: str, url: str, limit: float = 60) -> None:
        end = time.monotonic() + limit
        while time.monotonic() < end:
            if self.children[name].poll() is not None:
                break
            try:
                NO_PROXY_OPENER.open(url, timeout=5).close()
                return
            except urllib.error.HTTPError as error:
                if error.code < 500:
                    return
            except OSError:
                pass
            time.sleep(0.05)
        tail = (self.run / "log" / f"{name}.log").read_text(errors="replace")[-3000:]
        sys.exit(f"{name} does not answer at {url}\n{tail}")

    def up(self) -> None:
        if alive := self.pids():
            sys.exit(f"already up, or half so ({', '.join(alive)}): use `down` first")
        try:
            self.start()
        except BaseException:
            self.down()
            raise

    def start(self) -> None:
        import trust  # needs the packages that `install` puts in the venv

        began = time.monotonic()
        shutil.rmtree(self.run, ignore_errors=True)
        for folder in ("log", "keys", "ct", "rekor2"):
            (self.run / folder).mkdir(parents=True)
        self.children: dict[str, subprocess.Popen] = {}
        port = choose_ports()
        url = {name: f"http://{HOST}:{number}" for name, number in port.items()}
        url["tsa"] += "/api/v1/timestamp"
        issuer = setting("ISSUER")
        if issuer == "local":
            issuer = url["oidc"]
        keys = self.run / "keys"
        material = trust.Material(keys)
        # The keys are good from an hour before now, so that no clock is ahead of them.
        documents = trust.documents(material, url, datetime.now(timezone.utc) - timedelta(hours=1))
        trust.write(self.run / "trust", documents)
        # JSON is YAML, but Fulcio tries JSON first, with other names for the same
        # keys, and ignores what it does not know: the comment keeps it from that.
        config = fulcio_config(issuer)
        (self.run / "fulcio.yaml").write_text("# YAML\n" + json.dumps(config, indent=1) + "\n")

        bin_ = HOME / "bin"
        token = secrets.token_urlsafe(16)
        oidc_env = {"OIDC_PORT": str(port["oidc"]), "OIDC_ISSUER": issuer, "OIDC_REQUEST_TOKEN": token}
        fulcio_env = {"NO_PROXY": f"{HOST},localhost"}
        if issuer.startswith("https:"):
            oidc_env |= {
                "OIDC_TLS_PORT": str(port["oidc_tls"]),
                "OIDC_PROXY_PORT": str(port["oidc_proxy"]),
                "OIDC_TLS_CERT": str(keys / "issuer.pem"),
                "OIDC_TLS_KEY": str(keys / "issuer.key"),
            }
            fulcio_env |= {"SSL_CERT_FILE": str(keys / "issuer-root.pem"), "HTTPS_PROXY": url["oidc_proxy"]}
        self.spawn("oidc", ["node", HERE / "oidc.mjs"], oidc_env)
        self.spawn("trillian", [
            bin_ / "trillmem", "-listen", f"{HOST}:{port['trillian']}",
            "-sequencer-interval", setting("REKOR1_SEQUENCER_INTERVAL"),
        ])  # fmt: skip
        self.spawn("ctlog", [
            bin_ / "ctlog", "-listen", f"{HOST}:{port['ctlog']}", "-origin", HOST, "-key", keys / "ctlog.key",
            "-roots", keys / "fulcio-root.pem", "-storage-dir", self.run / "ct",
            "-checkpoint-interval", setting("CTLOG_CHECKPOINT_INTERVAL"),
        ], QUIET)  # fmt: skip
        self.spawn("tsa", [
            bin_ / "tsa", "-port", port["tsa"], "-key", keys / "tsa.key", "-password", trust.PASSWORD,
            "-chain", keys / "tsa-chain.pem",
        ])  # fmt: skip
        rekor2 = {"hostname": HOST, "ports": [port["rekor2"], port["rekor2_grpc"], port["rekor2_metrics"]]}
        self.spawn_rekor2("rekor2", rekor2, shlex.split(os.environ.get("REAL_SIGSTORE_REKOR2_ARGS", "")))
        python, repo = sys.executable, self.run / "tuf"
        targets = [str(self.run / "trust" / name) for name in documents if not name.startswith("trust_config")]
        subprocess.run([python, HERE / "tuf" / "repo.py", "init", repo, *targets], check=True)
        self.spawn("tuf", [python, HERE / "tuf" / "repo.py", "serve", repo, port["tuf"]])
        self.wait("oidc", url["oidc"] + "/stats")
        self.wait("ctlog", url["ctlog"] + "/ct/v1/get-roots")
        self.spawn("fulcio", [
            bin_ / "fulcio", "serve", "--config-path", self.run / "fulcio.yaml", "--ca", "fileca",
            "--fileca-cert", keys / "fulcio-chain.pem", "--fileca-key", keys / "fulcio.key",
            "--fileca-key-passwd", trust.PASSWORD, "--fileca-watch=false",
            "--ct-log-url", url["ctlog"], "--ct-log-public-key-path", keys / "ctlog.pub",
            "--host", HOST, "--port", port["fulcio"], "--grpc-host", HOST, "--grpc-port", port["fulcio_grpc"],
            "--metrics-port", port["fulcio_metrics"], "--legacy-unix-domain-socket", f"@fulcio-{port['fulcio']}",
        ], fulcio_env)  # fmt: skip
        self.wait_port("trillian", port["trillian"])
        self.spawn("rekor1", [
            bin_ / "rekor-server", "serve", "--rekor_server.address", HOST, "--host", HOST, "--port", port["rekor1"],
            "--rekor_server.hostname", HOST, "--rekor_server.signer", keys / "rekor1.key",
            "--trillian_log_server.address", HOST, "--trillian_log_server.port", port["trillian"],
            "--enable_retrieve_api=false", "--enabled_api_endpoints", REKOR1_API,
        ])  # fmt: skip
        for name, page in (
            ("fulcio", "/healthz"), ("rekor1", "/ping"), ("rekor2", "/healthz"), ("tuf", "/timestamp.json"),
        ):  # fmt: skip
            self.wait(name, url[name] + page)
        self.wait("tsa", f"http://{HOST}:{port['tsa']}/ping")

        if dead := [name for name, process in self.children.items() if process.poll() is not None]:
            sys.exit(f"ended at once: {', '.join(dead)}; see {self.run / 'log'}")
        took = time.monotonic() - began
        facts = {
            "run": str(self.run),
            "urls": {n: url[n] for n in ("oidc", "fulcio", "ctlog", "tsa", "rekor1", "rekor2", "tuf")},
            "issuer": issuer,
            "oidc_request_url": f"{url['oidc']}/token?api-version=2.0",
            "oidc_request_token": token,
            "trusted_root": str(self.run / "trust" / "trusted_root.json"),
            "signing_config": str(self.run / "trust" / "signing_config.v0.2.json"),
            "signing_config_rekor_v2": str(self.run / "trust" / "signing_config_rekor_v2.v0.2.json"),
            "trust_config": str(self.run / "trust" / "trust_config.json"),
            "trust_config_rekor_v2": str(self.run / "trust" / "trust_config_rekor_v2.json"),
            "tuf_repo": str(repo),
            "tuf_root": str(repo / "1.root.json"),
            "fulcio_chain": str(keys / "fulcio-chain.pem"),
            "rekor2_storage": str(self.run / "rekor2"),
            "settings": {name: setting(name) for name in TUNABLES},
            "ports": port,
            "started_in_seconds": round(took, 2),
        }
        (self.run / "stack.json").write_text(json.dumps(facts, indent=2) + "\n")
        lines = {
            "ACTIONS_ID_TOKEN_REQUEST_URL": facts["oidc_request_url"],
            "ACTIONS_ID_TOKEN_REQUEST_TOKEN": token,
            "NO_PROXY": f"{HOST},localhost",
            "SIGSTORE_ISSUER": issuer,
            **{f"SIGSTORE_{k.upper()}_URL": v for k, v in facts["urls"].items()},
            **{
                f"SIGSTORE_{k.upper()}": facts[k]
                for k in facts
                if isinstance(facts[k], str) and facts[k].startswith("/")
            },
        }
        (self.run / "env").write_text("".join(f"export {k}={shlex.quote(v)}\n" for k, v in lines.items()))
        print(f"up in {took:.1f} s: {self.run / 'stack.json'}")

    def spawn_rekor2(self, name: str, shard: dict, more: list[str]) -> None:
        """One shard of Rekor v2, with the key and the folder of its name."""
        http, grpc, metrics = shard["ports"]
        self.spawn(name, [
            HOME / "bin" / "rekor-tiles" / "posix", "serve", "--http-address", HOST, "--http-port", http,
            "--grpc-address", HOST, "--grpc-port", grpc, "--http-metrics-port", metrics,
            "--hostname", shard["hostname"], "--storage-dir", self.run / name, "--signer-filepath", self.run / "keys" / f"{name}.key",
            "--checkpoint-interval", setting("REKOR2_CHECKPOINT_INTERVAL"),
            "--batch-max-age", setting("REKOR2_BATCH_MAX_AGE"), "--batch-max-size", setting("REKOR2_BATCH_MAX_SIZE"),
            "--pushback-max-outstanding", setting("REKOR2_PUSHBACK"), *more,
        ], QUIET)  # fmt: skip

    def shard(self, name: str, hostname: str = HOST) -> None:
        import trust

        self.children = {}
        (self.run / name).mkdir()
        key = trust.new_log_key(self.run / "keys", name)
        shard = {"hostname": hostname, "ports": free_ports(3)}
        (self.run / f"{name}.json").write_text(json.dumps(shard))
        self.spawn_rekor2(name, shard, [])
        url = f"http://{HOST}:{shard['ports'][0]}"
        self.wait(name, url + "/healthz")
        since = trust.instant(datetime.now(timezone.utc) - timedelta(hours=1))
        named = url if hostname == HOST else f"https://{hostname}"
        print(json.dumps({"url": url, "log": trust.log(named, key, since, origin=hostname)}))

    def freeze(self, name: str) -> None:
        self.stop(name)
        self.children = {}
        shard = json.loads((self.run / f"{name}.json").read_text())
        self.spawn_rekor2(name, shard, ["--read-only"])
        self.wait(name, f"http://{HOST}:{shard['ports'][0]}/healthz")

    def stop(self, name: str) -> None:
        pid = self.pids()[name]
        os.kill(pid, signal.SIGTERM)
        end = time.monotonic() + 20
        while start_time(pid) is not None and time.monotonic() < end:
            time.sleep(0.02)
        if start_time(pid) is not None:
            os.kill(pid, signal.SIGKILL)
        self.record({name: None})

    def wait_port(self, name: str, port: int, limit: float = 60) -> None:
        end = time.monotonic() + limit
        while time.monotonic() < end and self.children[name].poll() is None:
            try:
                socket.create_connection((HOST, port), 1).close()
                return
            except OSError:
                time.sleep(0.05)
        sys.exit(f"{name} does not listen on {port}")

    def down(self) -> None:
        alive = self.pids()
        for number in (signal.SIGTERM, signal.SIGKILL):
            for pid in alive.values():
                try:
                    os.kill(pid, number)
                except ProcessLookupError:
                    pass
            end = time.monotonic() + 5
            while (alive := self.pids()) and time.monotonic() < end:
                time.sleep(0.05)
            if not alive:
                break
        self.pids_file.unlink(missing_ok=True)

    def status(self) -> None:
        total = 0
        for name, pid in self.pids().items():
            status = Path(f"/proc/{pid}/status").read_text()
            fields = dict(line.split(":", 1) for line in status.splitlines())
            rss = int(fields["VmRSS"].split()[0])
            total += rss
            print(f"{name:10} pid {pid:<8} {rss / 1024:7.0f} MiB")
        print(f"{'all':10} {'':12} {total / 1024:7.0f} MiB")


def start_time(pid: int) -> str | None:
    """When a process started, in the kernel's ticks; None when it is gone. With
    the number this tells one process from a later one of the same number."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    except (FileNotFoundError, ProcessLookupError):
        return None
    return None if fields[0] == "Z" else fields[19]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", choices=["up", "down", "status", "shard", "freeze", "stop"])
    parser.add_argument("name", nargs="?", help="of a shard, such as rekor2-next")
    parser.add_argument("--hostname", help="with shard: the name in its checkpoints")
    parser.add_argument("--run", type=Path, default=Path(os.environ.get("REAL_SIGSTORE_RUN") or HOME / "run"))
    args = parser.parse_intermixed_args()
    of_shard = args.command in ("shard", "freeze", "stop")
    if of_shard != (args.name is not None):
        parser.error(f"{args.command} takes {'the' if of_shard else 'no'} name of a shard")
    named = {"hostname": args.hostname} if args.command == "shard" and args.hostname else {}
    getattr(Stack(args.run.absolute()), args.command)(*([args.name] if of_shard else []), **named)


if __name__ == "__main__":
    main()
