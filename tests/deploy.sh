#!/usr/bin/env bash
# Holds the files under deploy/ against the tools that will read them, as far as these are here: the unit against systemd, the
# compose file against docker, the container file against its words and the files it copies; and runs the program as the
# container does: no root, no capability, everything read-only but its folder.
# Usage: tests/deploy.sh SCRATCH_FOLDER
set -euo pipefail
cd "$(dirname "$0")/.."
scratch=$1
program=${CARGO_TARGET_DIR:-target}/debug/lorebot
[ -x "$program" ] || cargo build --quiet --locked

skip() { printf '%s is not here; %s\n' "$1" "$2"; }

# How far from locked up a service may be, in tenths of systemd's scale of ten: 1.2 when this was written.
exposure=15
if command -v systemd-analyze >/dev/null; then
    sed "s#^ExecStart=/usr/local/bin/lorebot#ExecStart=$(realpath "$program")#" deploy/lorebot.service >"$scratch/lorebot.service"
    said=$(systemd-analyze verify "$scratch/lorebot.service" 2>&1) || { echo "$said"; exit 1; }
    # What systemd does not know it only warns of.
    if grep -F "$scratch/lorebot.service" <<<"$said"; then exit 1; fi
    systemd-analyze security --no-pager --offline=true --threshold="$exposure" "$scratch/lorebot.service" | tail -n 1
else
    skip systemd-analyze "the unit is not verified"
fi

python3 - <<'PYTHON'
"""The container file: words that there are, files that there are, no root at the end."""
import pathlib
import re

KNOWN = {"FROM", "WORKDIR", "COPY", "RUN", "USER", "VOLUME", "ENV", "HEALTHCHECK", "ENTRYPOINT", "CMD", "ARG", "LABEL", "EXPOSE"}
text = pathlib.Path("deploy/Containerfile").read_text()
lines = [line for line in text.replace("\\\n", " ").splitlines() if line.strip() and not line.startswith("#")]
words = [line.split(maxsplit=1) for line in lines]
unknown = [word for word, _ in words if word not in KNOWN]
assert not unknown, f"no such instruction: {unknown}"
stages = re.findall(r"^FROM \S+ AS (\S+)", text, re.M)
for _, rest in (line for line in words if line[0] == "COPY"):
    stage = re.match(r"--from=(\S+)", rest)
    assert not stage or stage[1] in stages, f"no such stage: {rest}"
    assert stage or pathlib.Path(rest.split()[0]).exists(), f"no such file: {rest}"
users = [rest for word, rest in words if word == "USER"]
assert users and not users[-1].startswith(("0", "root")), "the container runs as root"
ignored = pathlib.Path(".dockerignore").read_text().split()
assert {"**/.env", "deploy/secrets", "target"} <= set(ignored), "secrets or builds would go into the image"
print(f"container file: {len(lines)} instructions, as {users[-1]}")
PYTHON

if docker compose version >/dev/null 2>&1; then
    docker compose --file deploy/compose.yaml --profile postgres config --quiet
    echo "compose file: read by docker"
elif python3 -m venv "$scratch/yaml" && "$scratch/yaml/bin/pip" install --quiet --disable-pip-version-check pyyaml 2>/dev/null; then
    "$scratch/yaml/bin/python" - <<'PYTHON'
"""The compose file: names that lead somewhere, and a bot that is locked up."""
import pathlib
import yaml

compose = yaml.safe_load(pathlib.Path("deploy/compose.yaml").read_text())
for name, service in compose["services"].items():
    for secret in service.get("secrets", []):
        assert secret in compose["secrets"], f"{name}: no secret {secret}"
    for volume in service["volumes"]:
        source = volume.split(":")[0]
        assert source in compose["volumes"] or (pathlib.Path("deploy") / source).exists(), f"{name}: no volume {volume}"
    for other in service.get("depends_on", {}):
        assert other in compose["services"], f"{name}: no service {other}"
bot = compose["services"]["lorebot"]
assert bot["read_only"] and bot["cap_drop"] == ["ALL"] and bot["security_opt"] == ["no-new-privileges:true"]
assert (pathlib.Path("deploy") / bot["build"]["context"] / bot["build"]["dockerfile"]).exists()
print(f"compose file: {', '.join(compose['services'])}")
PYTHON
else
    skip "neither docker compose nor a YAML reader" "the compose file is not read"
fi

# A namespace of mounts of our own takes root, and a kernel that allows it.
if ! { [ "$(id -u)" = 0 ] && command -v setpriv >/dev/null && unshare --mount true 2>/dev/null; }; then
    skip "a way to a read-only system" "the program is not run as in the container"
    exit 0
fi
mkdir -p "$scratch/state"
cp -r data "$scratch/state/data"
cp "$program" "$scratch/lorebot"
chown -R 10001:10001 "$scratch/state"
unshare --mount bash -euo pipefail -s "$scratch" <<'CONTAINER'
scratch=$1
mount --make-rprivate /
mount -t tmpfs tmpfs /mnt
mkdir /mnt/state
cp "$scratch/lorebot" /mnt/lorebot
mount --bind "$scratch/state" /mnt/state
mount -o remount,bind,ro /
cd /mnt/state
confined() {
    setpriv --reuid 10001 --regid 10001 --clear-groups --no-new-privs --bounding-set=-all --inh-caps=-all \
        env --ignore-environment PATH=/usr/bin:/bin "$@"
}
if confined touch /etc/lorebot-was-here 2>/dev/null; then echo "the system is not read-only"; exit 1; fi
confined /mnt/lorebot ask khitomer 2409 >/dev/null </dev/null
# There is no token, which is worth a look and no more.
confined /mnt/lorebot doctor </dev/null | tail -n 1 || [ "${PIPESTATUS[0]}" = 1 ]
# Without Discord the bot waits, and is alive and not ready meanwhile. The health check is the container file's own.
health=$(sed -n 's/.*"bash", "-c", "\(.*\)"\]$/\1/p' "$OLDPWD/deploy/Containerfile" | sed 's/\\"/"/g; s/\\\\/\\/g; s/9100/19107/')
echo "not.a.token" >token
chown 10001 token
confined DISCORD_TOKEN_FILE=token DISCORD_API_BASE=http://127.0.0.1:1 LOREBOT_METRICS=127.0.0.1:19107 LOREBOT_LOG=error \
    bash -c 'echo $$ >pid && exec /mnt/lorebot' </dev/null &
bot=$!
for _ in $(seq 100); do
    if confined bash -c "$health" 2>/dev/null; then echo "alive without root, capabilities or a system to write to"; break; fi
    sleep 0.1
done
confined bash -c "$health"
kill -TERM "$(cat pid)"
wait "$bot"
CONTAINER
