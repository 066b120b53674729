#!/usr/bin/env bash
# The one test command: installs what is missing from Debian's packages, builds, checks the format, runs every test.
# Last line: "N passed, N failed, N skipped".
set -u
cd "$(dirname "$0")/.."

need() { # need COMMAND PACKAGE...
    command -v "$1" >/dev/null 2>&1 && return
    shift
    echo "installing $*"
    { [ -n "${updated:-}" ] || apt-get update -qq; } && updated=1 && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$@" >/dev/null
}
need zstd zstd
need clang clang
[ -e /usr/include/zlib.h ] || need no-such-command zlib1g-dev

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
dotnet build PocSharding.sln -c Release || { echo "0 passed, 1 failed, 0 skipped"; exit 1; }
failed=0
dotnet format PocSharding.sln --verify-no-changes --no-restore || { echo "dotnet format: the files above need formatting"; failed=1; }

results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT
dotnet test PocSharding.sln -c Release --no-build --logger "trx" --results-directory "$results" --logger "console;verbosity=normal" || failed=1

count() { cat "$results"/*.trx 2>/dev/null | grep -o "<Counters [^>]*" | grep -o " $1=\"[0-9]*\"" | grep -o '[0-9]*' | awk '{n += $1} END {print n + 0}'; }
passed=$(count passed) bad=$(count failed) total=$(count total)
[ "$failed" = 1 ] && [ "$bad" = 0 ] && bad=1
[ "$passed" = 0 ] && bad=$((bad + 1))
[ -d ../shared ] || echo "../shared is absent: $((total - passed - bad)) checks were skipped"
echo "$passed passed, $bad failed, $((total - passed - bad)) skipped"
[ "$bad" = 0 ]
