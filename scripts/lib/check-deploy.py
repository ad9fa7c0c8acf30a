"""Checks of the deployment files that need to read them; called by scripts/check-deploy.

    check-deploy.py compose | dockerfile | health | reader | spinapp | document
    check-deploy.py secrets FOLDER          what deploy/make-secrets wrote
    check-deploy.py image-context FOLDER    copies what the image's build sees
"""

import fnmatch
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import threading
import tomllib
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parent.parent.parent
DEPLOY = ROOT / "deploy"
DOCUMENT = ROOT / "docs/DEPLOY.md"

problems = []


def expect(holds, problem):
    if not holds:
        problems.append(problem)


# --- Compose


def compose():
    text = (DEPLOY / "compose.yaml").read_text()
    file = yaml.safe_load(text)
    services = file["services"]
    made = names_made()
    for name, service in services.items():
        expect("healthcheck" in service, f"{name} has no health check")
        expect(
            "no-new-privileges:true" in service.get("security_opt", []),
            f"{name} may gain privileges",
        )
        expect(not service.get("privileged"), f"{name} is privileged")
        for port in service.get("ports", []):
            expect(str(port).startswith("127.0.0.1:"), f"{name} listens beyond loopback: {port}")
        for needed, how in service.get("depends_on", {}).items():
            expect(needed in services, f"{name} depends on {needed}, which is no service")
            expect(
                how.get("condition") == "service_healthy",
                f"{name} does not wait until {needed} is healthy",
            )
        for secret in service.get("secrets", []):
            source = secret["source"] if isinstance(secret, dict) else secret
            expect(source in file["secrets"], f"{name} wants the secret {source}, which is not declared")
        for path in service.get("env_file", []):
            expect(Path(path).name in made, f"{name} reads {path}, which make-secrets does not make")
        for key, value in service.get("environment", {}).items():
            is_secret = re.search("PASSWORD|SECRET|KEY|TOKEN", key) and not key.endswith("_FILE")
            expect(not (is_secret and value), f"{name} has a value for {key} in the file")
        for volume in service.get("volumes", []):
            source = volume.split(":")[0]
            if source.startswith("."):
                expect((DEPLOY / source).exists(), f"{name} mounts {source}, which does not exist")
        for network in service.get("networks", []):
            expect(network in file["networks"], f"{name} is in {network}, which is no network")
    for name, secret in file["secrets"].items():
        path = secret["file"]
        expect(Path(path).name in made, f"the secret {name} is {path}, which make-secrets does not make")
    for name in ("postgres", "redis"):
        expect(services[name]["networks"] == ["inner"], f"{name} is reached from outside")
    expect(file["networks"]["inner"]["internal"], "the inner network has a way out")


def names_made():
    text = (DEPLOY / "make-secrets").read_text()
    looped = re.search(r"for name in ([\w ]+); do", text).group(1).split()
    return set(looped) | set(re.findall(r"^write ([\w.]+) <<", text, re.M))


# --- secrets


def secrets(folder):
    folder = Path(folder)
    expect(folder.stat().st_mode & 0o077 == 0, "others get into the folder of secrets")
    seen = set()
    for name in ("postgres_password", "reader_password", "redis_password", "gateway_key"):
        value = (folder / name).read_text()
        expect(re.fullmatch("[0-9a-f]{64}", value), f"{name} is not 64 hexadecimal digits")
        expect(value not in seen, f"{name} is the same as another")
        seen.add(value)
    settings = tomllib.loads((folder / "server.toml").read_text())
    expect(
        (folder / "reader_password").read_text() in settings["DATABASE_URL"],
        "the server's settings hold another password than the reader's",
    )
    expect(len(settings["PLAINQUERY_API_KEYS"]) == 1, "there is no first caller")
    for key in settings:
        expect(is_read(key), f"server.toml sets {key}, which nothing reads")


def is_read(setting):
    """Whether any of the programs' sources names a setting."""
    if not hasattr(is_read, "sources"):
        is_read.sources = "".join(
            path.read_text()
            for folder in ("functions", "shared", "native/src")
            for path in (ROOT / folder).rglob("*.rs")
            if "node_modules" not in path.parts
        )
    return f'"{setting}"' in is_read.sources or f'"{setting} ' in is_read.sources


# --- Dockerfile


def ignored_by_context():
    """The rules of Dockerfile.dockerignore, in order: (pattern, whether it lets in)."""
    rules = []
    for line in (DEPLOY / "Dockerfile.dockerignore").read_text().splitlines():
        line = line.strip()
        if line and not line.startswith("#"):
            rules.append((line.removeprefix("!"), line.startswith("!")))
    return rules


def is_in_context(path, rules):
    taken = True
    parents = [path, *(str(parent) for parent in Path(path).parents if str(parent) != ".")]
    for pattern, lets_in in rules:
        pattern = pattern.removeprefix("**/")
        is_anywhere = f"**/{pattern}" in [rule for rule, _ in rules]
        for each in parents:
            name = Path(each).name if is_anywhere else each
            if fnmatch.fnmatchcase(name, pattern):
                taken = lets_in
                break
    return taken


def instructions():
    text = (DEPLOY / "Dockerfile").read_text()
    text = re.sub(r"^\s*#.*\n", "", text, flags=re.M)
    return [line.split(None, 1) for line in text.replace("\\\n", " ").splitlines() if line.strip()]


def copied():
    """The sources that the build copies from its context."""
    for name, rest in instructions():
        words = shlex.split(rest) if name == "COPY" else []
        if name == "COPY" and not any(word.startswith("--from=") for word in words):
            yield [word for word in words[:-1] if not word.startswith("--")]


def tracked():
    """Everything that git knows or would take: what somebody who builds has."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()


def dockerfile():
    rules = ignored_by_context()
    files = [path for path in tracked() if is_in_context(path, rules)]
    expect(not any("secrets/" in path for path in files), "secrets get into the context")
    for sources in copied():
        for source in sources:
            held = [path for path in files if path == source or path.startswith(f"{source}/")]
            expect(held, f"the Dockerfile copies {source}, of which the context holds nothing")
    users = [rest for name, rest in instructions() if name == "USER"]
    expect(users and users[-1].split(":")[0] not in ("0", "root"), "the image runs as root")
    expect(any(name == "HEALTHCHECK" for name, _ in instructions()), "the image has no health check")
    toolchain = tomllib.loads((ROOT / "rust-toolchain.toml").read_text())["toolchain"]["channel"]
    text = (DEPLOY / "Dockerfile").read_text()
    expect(f"RUSTUP_TOOLCHAIN={toolchain}" in text, f"the image builds with another Rust than {toolchain}")
    expect(f"rust:{toolchain.rsplit('.', 1)[0]}-" in text, f"the build image is not of Rust {toolchain}")


def image_context(target):
    """Copies what the build stage sees; files that are as they were keep their times."""
    target = Path(target)
    rules = ignored_by_context()
    sources = {source for sources in copied() for source in sources}
    wanted = set()
    for path in tracked():
        if not is_in_context(path, rules):
            continue
        if not any(path == source or path.startswith(f"{source}/") for source in sources):
            continue
        origin, copy = ROOT / path, target / path
        if not origin.is_file():
            continue
        wanted.add(copy)
        if copy.exists() and copy.read_bytes() == origin.read_bytes():
            continue
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(origin, copy)
    for copy in [path for path in target.rglob("*") if path.is_file()]:
        if copy not in wanted:
            copy.unlink()


# --- the image's health check


def health():
    """Against a server that answers 200 on one path, 404 on others, and then is gone."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self):
            self.send_response(200 if self.path == "/healthz" else 404)
            self.send_header("content-length", "0")
            self.end_headers()

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    port = str(server.server_address[1])

    def is_healthy(path):
        return subprocess.run([DEPLOY / "health", port, path], capture_output=True, timeout=10).returncode == 0

    expect(is_healthy("/healthz"), "a healthy server is not seen as such")
    expect(not is_healthy("/elsewhere"), "404 is taken for healthy")
    server.shutdown()
    server.server_close()
    expect(not is_healthy("/healthz"), "a server that is gone is taken for healthy")


# --- the role of the Compose file

PROGRAMS = Path("/usr/lib/postgresql/15/bin")


def reader():
    """Runs the Compose file's script on a server of Debian's, which lacks only pgvector."""
    # Postgres does not run as root.
    runs_as = {"user": "postgres", "group": "postgres"} if os.geteuid() == 0 else {}
    with tempfile.TemporaryDirectory(prefix="plainquery-reader-") as folder:
        if runs_as:
            shutil.chown(folder, "postgres", "postgres")
        data = f"{folder}/data"

        def run(*command, **options):
            return subprocess.run(command, capture_output=True, text=True, cwd=folder, **runs_as, **options)

        run(PROGRAMS / "initdb", "-D", data, "-U", "owner", "--auth=trust", "--no-sync", check=True)
        options = f"-c listen_addresses='' -c unix_socket_directories='{folder}' -c fsync=off"
        run(PROGRAMS / "pg_ctl", "-D", data, "-w", "-l", f"{folder}/log", "-o", options, "start", check=True)
        try:
            environment = {**os.environ, "PGHOST": folder, "POSTGRES_USER": "owner", "POSTGRES_DB": "app"}
            password = Path(folder, "password")
            password.write_text("it's a 'quoted' password")
            password.chmod(0o644)
            script = (DEPLOY / "postgres/reader.sh").read_text()
            expect("CREATE EXTENSION IF NOT EXISTS vector;" in script, "pgvector is not made")
            script = script.replace("CREATE EXTENSION IF NOT EXISTS vector;", "")
            script = script.replace("/run/secrets/reader_password", str(password))
            run("createdb", "-U", "owner", "app", env=environment, check=True)
            made = run("bash", "-c", script, env=environment)
            expect(made.returncode == 0, f"reader.sh ended with {made.returncode}: {made.stderr}")

            def sql(role, text):
                command = ["psql", "-X", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-U", role, "-d", "app", "-c", text]
                return run(*command, env=environment)

            sql("owner", "CREATE TABLE later (id int); INSERT INTO later VALUES (7)")
            read = sql("plainquery_reader", "SELECT id FROM public.later")
            expect(read.stdout.strip() == "7", f"the reader does not read what is made later: {read.stderr}")
            # Whoever asks can switch this off, so that nothing may rest on it.
            environment["PGOPTIONS"] = "-c default_transaction_read_only=off"
            for text in (
                "INSERT INTO public.later VALUES (8)",
                "CREATE TABLE public.own (id int)",
                "CREATE TEMPORARY TABLE own (id int)",
                "COPY public.later TO PROGRAM 'true'",
                "SET ROLE owner",
                "SELECT pg_read_file('PG_VERSION')",
            ):
                expect(sql("plainquery_reader", text).returncode != 0, f"the reader may: {text}")
            hashed = sql("owner", "SELECT rolpassword LIKE 'SCRAM-SHA-256$%' FROM pg_authid WHERE rolname = 'plainquery_reader'")
            expect(hashed.stdout.strip() == "t", "the reader's password is not kept as SCRAM")
        finally:
            run(PROGRAMS / "pg_ctl", "-D", data, "-m", "immediate", "stop")


# --- SpinApp

# The fields of core.spinkube.dev/v1alpha1 that are used, by path; lists are walked through.
SPINAPP_FIELDS = {
    "": {"apiVersion", "kind", "metadata", "spec"},
    "metadata": {"name", "namespace", "labels", "annotations"},
    "spec": {
        "image", "imagePullSecrets", "executor", "replicas", "enableAutoscaling", "resources", "checks",
        "variables", "runtimeConfig", "components", "podLabels", "podAnnotations", "serviceAnnotations",
        "deploymentAnnotations", "volumes", "volumeMounts", "serviceAccountName",
    },
    "spec.resources": {"requests", "limits"},
    "spec.checks": {"liveness", "readiness"},
    "spec.checks.*": {
        "httpGet", "initialDelaySeconds", "periodSeconds", "timeoutSeconds", "successThreshold",
        "failureThreshold",
    },
    "spec.checks.*.httpGet": {"path", "httpHeaders"},
    "spec.variables": {"name", "value", "valueFrom"},
    "spec.variables.valueFrom": {"secretKeyRef", "configMapKeyRef"},
    "spec.variables.valueFrom.secretKeyRef": {"name", "key", "optional"},
    "spec.runtimeConfig": {"keyValueStores", "sqliteDatabases", "llmCompute", "loadFromSecret"},
    "spec.runtimeConfig.keyValueStores": {"name", "type", "options"},
    "spec.runtimeConfig.keyValueStores.options": {"name", "value", "valueFrom"},
    "spec.runtimeConfig.keyValueStores.options.valueFrom": {"secretKeyRef", "configMapKeyRef"},
    "spec.runtimeConfig.keyValueStores.options.valueFrom.secretKeyRef": {"name", "key", "optional"},
}


def walk(value, path):
    if isinstance(value, list):
        for item in value:
            walk(item, path)
    elif isinstance(value, dict):
        allowed = SPINAPP_FIELDS.get(path) or SPINAPP_FIELDS.get(re.sub(r"(checks)\.\w+", r"\1.*", path))
        for key, item in value.items():
            if allowed is not None:
                expect(key in allowed, f"{path or 'the SpinApp'} has no field {key}")
            walk(item, f"{path}.{key}" if path else key)


def spinapp():
    (app,) = yaml.safe_load_all((DEPLOY / "spinkube/spinapp.yaml").read_text())
    expect(app["apiVersion"] == "core.spinkube.dev/v1alpha1", "the SpinApp is of another version")
    walk(app, "")
    labels = app["spec"]["podLabels"]
    for other in yaml.safe_load_all((DEPLOY / "spinkube/cluster.yaml").read_text()):
        spec = other["spec"]
        selector = spec.get("podSelector") or spec["selector"]
        expect(selector["matchLabels"] == labels, f"{other['kind']} selects other pods")
    manifest = ROOT / "spin.toml"
    if not manifest.exists():
        print("spin.toml is not there: its variables are not compared")
        return
    declared = tomllib.loads(manifest.read_text())["variables"]
    set_here = {variable["name"] for variable in app["spec"]["variables"]}
    for name in set_here:
        expect(name in declared, f"the SpinApp sets {name}, which spin.toml does not declare")
    for name, variable in declared.items():
        expect(
            not variable.get("required") or name in set_here,
            f"spin.toml requires {name}, which the SpinApp does not set",
        )


# --- the document


def commands(text):
    """Logical lines of the blocks of shell commands; `run` says that the block can run anywhere."""
    for block in re.finditer(r"^```(sh|bash)( run)?\n(.*?)^```", text, re.M | re.S):
        body = block.group(3).replace("\\\n", " ")
        for line in body.splitlines():
            line = line.split(" # ")[0].strip()
            if line and not line.startswith("#"):
                yield line, bool(block.group(2))


def help_of(command, known={}):
    key = tuple(command)
    if key not in known:
        environment = {**os.environ, "CI": "1", "WRANGLER_SEND_METRICS": "false", "WRANGLER_HIDE_BANNER": "true"}
        try:
            run = subprocess.run(
                [*command, "--help"], cwd=ROOT, capture_output=True, text=True, timeout=60, env=environment
            )
            known[key] = run.stdout + run.stderr if run.returncode == 0 else None
        except FileNotFoundError:
            known[key] = None
    return known[key]


def check_against_help(line, program, words):
    """The subcommands are there, and each option is one of theirs."""
    names = []
    for word in words:
        if not re.fullmatch(r"[a-z][a-z:-]*", word):
            break
        names.append(word)
    text = None
    while names and text is None:
        text = help_of([*program, *names])
        if text is None:
            names.pop()
    expect(names, f"{line}: there is no such command")
    for word in words:
        if word == "--":
            break
        option = re.match(r"--[a-z][a-z-]*", word)
        if option and text is not None:
            expect(option.group() in text, f"{line}: {option.group()} is not an option of it")


def document():
    if not DOCUMENT.exists():
        problems.append("docs/DEPLOY.md is not there")
        return
    text = DOCUMENT.read_text()
    wrangler = ROOT / "node_modules/.bin/wrangler"
    program = next(
        (ROOT / path for path in ("target/native/plainquery", "target/debug/plainquery") if (ROOT / path).exists()),
        None,
    )
    ran = 0
    for line, can_run in commands(text):
        for part in re.split(r"\s*(?:\|\||&&|\||;)\s*", line):
            try:
                words = shlex.split(part)
            except ValueError:
                continue
            while words and re.fullmatch(r"[A-Z_]+=.*", words[0]):
                words.pop(0)
            if words[:2] == ["npx", "wrangler"] and wrangler.exists():
                check_against_help(part, [str(wrangler)], words[2:])
            elif words[:1] == ["plainquery"] and program:
                check_against_help(part, [str(program)], words[1:])
            elif words and words[0].startswith(("scripts/", "deploy/")):
                expect(os.access(ROOT / words[0], os.X_OK), f"{part}: {words[0]} is not a program")
            for word in words:
                if re.match(r"(deploy|functions|scripts|datasets)/[\w./-]+$", word):
                    expect((ROOT / word).exists() or "secrets/" in word, f"{part}: there is no {word}")
        if can_run:
            ran += 1
            run = subprocess.run(["bash", "-euc", line], cwd=ROOT, capture_output=True, text=True, timeout=120)
            expect(run.returncode == 0, f"{line}: ended with {run.returncode}: {run.stderr[-300:]}")
    expect(ran > 0, "no command of the document can run")
    print(f"{ran} commands of the document were run")
    if program is None:
        print("plainquery is not built: its options were not compared")
    for setting in set(re.findall(r"\bPLAINQUERY_[A-Z0-9_]*[A-Z0-9]\b", text)):
        expect(is_read(setting) or setting in ("PLAINQUERY_CACHE",), f"docs/DEPLOY.md names {setting}, which nothing reads")


def main():
    actions = {
        "compose": compose,
        "dockerfile": dockerfile,
        "document": document,
        "health": health,
        "image-context": image_context,
        "reader": reader,
        "secrets": secrets,
        "spinapp": spinapp,
    }
    actions[sys.argv[1]](*sys.argv[2:])
    for problem in problems:
        print(f"error: {problem}")
    sys.exit(1 if problems else 0)


main()
