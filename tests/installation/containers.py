"""The steps of ``Dockerfile`` and the services of ``deploy/compose.yaml``, without an engine.

Each stage of the image is a layer over the system of this machine, which stands for the images
named after FROM; its steps run in a chroot of that layer. A service then runs as the image and
the file of services say: who, which command, which settings, a root that cannot be written, no
capability. Needs root, and a kernel that lets it mount.
"""

import json
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from fnmatch import fnmatch
from pathlib import Path
from string import Template
from typing import Any, ClassVar

import yaml

ROOT = Path(__file__).resolve().parents[2]
PYTHON = Path(os.path.realpath(sys.executable))
# Of the machine itself; the rest of what a step sees comes from the layer.
SYSTEM_FOLDERS = ("proc", "sys", "dev")

HOLD = "echo; exec sleep infinity"
COPY = """
if [ -d "$1" ]; then mkdir -p "$2" && cp -a "$1/." "$2"
else mkdir -p "$2" && cp -a "$1" "$2"; fi
"""
GIVE = 'cd "$1" && target="$2" && mkdir "$target" && shift 2 && cp --parents "$@" "$target"'


@dataclass(frozen=True)
class Image:
    """What a stage leaves: its files, and how a container of it starts."""

    root: Path
    environment: Mapping[str, str] = field(default_factory=dict)
    user: str = "0:0"
    folder: str = "/"
    entry: Sequence[str] = ()
    command: Sequence[str] = ()
    volumes: Sequence[str] = ()


class Namespace:
    """Mounts that nobody else sees, and that end with it."""

    def __init__(self) -> None:
        self.holder = subprocess.Popen(
            ["unshare", "--mount", "--propagation", "private", "sh", "-c", HOLD],
            stdout=subprocess.PIPE,
        )
        assert self.holder.stdout is not None
        self.holder.stdout.readline()  # it is there

    @property
    def prefix(self) -> list[str]:
        return ["nsenter", f"--target={self.holder.pid}", "--mount", "--"]

    def run(self, *command: str | Path, **options: Any) -> str:
        done = subprocess.run(
            [*self.prefix, *map(str, command)],
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
            check=False,
            **options,
        )
        assert done.returncode == 0, (
            f"{shlex.join(map(str, command))}\n{done.stdout}{done.stderr}"
        )
        return done.stdout

    def end(self) -> None:
        self.holder.kill()
        self.holder.wait()


def can_mount() -> bool:
    """Whether this machine lets the tests build an image."""
    if os.geteuid() != 0 or not shutil.which("unshare"):
        return False
    tried = ["unshare", "--mount", "mount", "-t", "tmpfs", "none", "/mnt"]
    return subprocess.run(tried, capture_output=True, check=False).returncode == 0


@contextmanager
def built_image(folder: Path) -> Iterator[tuple[Namespace, Image]]:
    """The last stage of ``Dockerfile``, built from the sources that git knows."""
    namespace = Namespace()
    try:
        # an upper layer cannot stand on the system that it covers
        namespace.run("mount", "-t", "tmpfs", "none", folder)
        yield namespace, Builder(namespace, folder).build()
    finally:
        namespace.end()


class Builder:
    """Runs one Dockerfile; only the instructions that ours has are known."""

    def __init__(self, namespace: Namespace, folder: Path) -> None:
        self.namespace = namespace
        self.folder = folder
        self.stages: dict[str, Image] = {}
        self.image = Image(folder)
        self.given = folder / "context"

    def build(self) -> Image:
        self.namespace.run("sh", "-ec", GIVE, "sh", ROOT, self.given, *context())
        for instruction, rest in instructions((ROOT / "Dockerfile").read_text()):
            self.known[instruction](self, rest)
        return self.image

    def stage(self, rest: str) -> None:
        base_image, *name = rest.split()
        assert base_image.startswith("python:3"), base_image
        self._new_stage(name[1] if name else "last")

    def _new_stage(self, name: str) -> None:
        base = self.folder / name
        upper, work, root = (base / part for part in ("upper", "work", "root"))
        self.namespace.run("mkdir", "-p", upper, work, root)
        layers = f"lowerdir=/,upperdir={upper},workdir={work}"
        self.namespace.run("mount", "-t", "overlay", "overlay", "-o", layers, root)
        for place in SYSTEM_FOLDERS:
            self.namespace.run("mount", "--rbind", f"/{place}", root / place)
        # the sources of this machine are not in the image
        self.namespace.run("mount", "-t", "tmpfs", "none", f"{root}{ROOT}")
        # the interpreter of the tests, which may stand in the home of root
        for parent in PYTHON.parents:
            self.namespace.run("chmod", "a+x", f"{root}{parent}")
        self.image = self.stages[name] = Image(root)

    def run(self, line: str) -> None:
        self._inside("sh", "-ec", line)

    def copy(self, rest: str) -> None:
        words = shlex.split(rest)
        options, (*sources, target) = (
            [word for word in words if word.startswith("--")],
            [word for word in words if not word.startswith("--")],
        )
        stage = next((o.removeprefix("--from=") for o in options), "")
        base = self.stages[stage].root if stage else self.given
        place = self._place(target)
        for source in sources:
            whole = os.path.join(base, source.lstrip("/"))
            # a folder gives what it holds
            self.namespace.run("sh", "-ec", COPY, "sh", whole, place)

    def workdir(self, rest: str) -> None:
        self.image = replace(self.image, folder=rest)
        self.namespace.run("mkdir", "-p", self._place("."))

    def env(self, rest: str) -> None:
        pairs = dict(word.split("=", 1) for word in shlex.split(rest))
        self.image = replace(
            self.image, environment={**self.image.environment, **pairs}
        )

    def user(self, rest: str) -> None:
        self.image = replace(self.image, user=rest)

    def volume(self, rest: str) -> None:
        self.image = replace(self.image, volumes=[*self.image.volumes, rest])

    def expose(self, rest: str) -> None:
        assert rest.isdigit()

    def entrypoint(self, rest: str) -> None:
        self.image = replace(self.image, entry=json.loads(rest))

    def cmd(self, rest: str) -> None:
        self.image = replace(self.image, command=json.loads(rest))

    known: ClassVar[dict[str, Callable[["Builder", str], None]]] = {
        "FROM": stage,
        "RUN": run,
        "COPY": copy,
        "WORKDIR": workdir,
        "ENV": env,
        "USER": user,
        "VOLUME": volume,
        "EXPOSE": expose,
        "ENTRYPOINT": entrypoint,
        "CMD": cmd,
    }

    def _place(self, path: str) -> str:
        return f"{self.image.root}{os.path.join(self.image.folder, path)}".rstrip("/.")

    def _inside(self, *command: str) -> None:
        environment = {
            "PATH": f"{PYTHON.parent}:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
        }
        environment |= {"HOME": "/root"} | dict(self.image.environment)
        self.namespace.run(
            "chroot",
            self.image.root,
            "env",
            f"--chdir={self.image.folder}",
            *command,
            env=environment | machine_settings(),
        )


def machine_settings() -> dict[str, str]:
    """How this machine reaches packages: an image being built elsewhere has its own ways."""
    return {
        name: value
        for name, value in os.environ.items()
        if name.startswith("PIP_") or name.lower().endswith("_proxy")
    }


def instructions(text: str) -> Iterator[tuple[str, str]]:
    lines = [line for line in text.splitlines() if not line.lstrip().startswith("#")]
    for line in "\n".join(lines).replace("\\\n", " ").splitlines():
        if line.strip():
            name, rest = line.split(None, 1)
            yield name, rest.strip()


def context() -> list[str]:
    """Files that a build is given: those that git knows and .dockerignore lets in."""
    rules = [
        line
        for line in (ROOT / ".dockerignore").read_text().splitlines()
        if line and not line.startswith("#")
    ]
    asked = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.check_output(asked, cwd=ROOT, text=True).split("\0")
    return [name for name in names if name and given(name, rules)]


def given(name: str, rules: Sequence[str]) -> bool:
    """Whether a file is given to a build; the last rule that fits it decides."""
    answer = True
    parts = [name, *map(str, Path(name).parents)]
    for rule in rules:
        pattern = rule.removeprefix("!").removeprefix("**/")
        if any(fnmatch(part, pattern) for part in parts) or (
            rule.startswith("**/") and any(fnmatch(p, pattern) for p in name.split("/"))
        ):
            answer = rule.startswith("!")
    return answer


def services(values: Mapping[str, str]) -> dict[str, dict[str, Any]]:
    """The services of ``deploy/compose.yaml``, with the values of a file .env."""
    text = (ROOT / "deploy/compose.yaml").read_text()
    services: dict[str, dict[str, Any]] = yaml.safe_load(text)["services"]
    return {
        name: json.loads(filled(json.dumps(service), values))
        for name, service in services.items()
    }


class Filled(Template):
    # ${NAME}, ${NAME:-default}, ${NAME:?what is missing}
    braceidpattern = r"[A-Z_]+(?::[-?][^}]*)?"


def filled(text: str, values: Mapping[str, str]) -> str:
    class Given(dict[str, str]):
        def __missing__(self, key: str) -> str:
            name, _, rest = key.partition(":")
            if values.get(name):
                return values[name]
            assert rest.startswith("-"), f"{name} {rest[1:]}"
            return rest[1:]

    return Filled(text).substitute(Given())


class Container:
    """A service that runs from an image, as its lines in compose.yaml say."""

    def __init__(
        self,
        namespace: Namespace,
        image: Image,
        service: Mapping[str, Any],
        settings: Mapping[str, str],
        data: Path,
    ) -> None:
        self.namespace, self.image, self.service = namespace, image, service
        self.settings = settings
        assert service["read_only"] is True
        assert service["cap_drop"] == ["ALL"]
        assert service["security_opt"] == ["no-new-privileges:true"]
        assert [v.split(":")[1] for v in service["volumes"]] == list(image.volumes)
        self.data = data

    def started(self, *command: str) -> list[str]:
        """What starts it, with another command than the service's if one is given."""
        return self.inside(*self.image.entry, *(command or self.service["command"]))

    def inside(self, *command: str) -> list[str]:
        """What runs this very command in the container, to be given to a process."""
        user, _, group = self.image.user.partition(":")
        root = self.image.root
        mounts = [
            f"mount --bind {self.data} {root}{self.image.volumes[0]}",
            *(
                f"mount -t tmpfs none {root}{place.split(':')[0]}"
                for place in self.service["tmpfs"]
            ),
            f"mount -o remount,ro {root}",
        ]
        rights = [
            "setpriv",
            f"--reuid={user}",
            f"--regid={group}",
            "--clear-groups",
            "--no-new-privs",
            "--bounding-set=-all",
            "--inh-caps=-all",
        ]
        environment = dict(self.image.environment) | dict(self.settings)
        pairs = [f"{name}={value}" for name, value in environment.items()]
        inside = ["env", "-i", f"--chdir={self.image.folder}", *pairs, *command]
        script = " && ".join([*mounts, f'exec chroot {root} "$@"'])
        return [
            *self.namespace.prefix,
            *("unshare", "--mount", "--propagation", "private"),
            *("sh", "-ec", script, "sh", *rights, *inside),
        ]
