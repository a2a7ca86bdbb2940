#!/bin/sh
# Measures start-up: medians of a number of runs, in milliseconds from the call.
#   measure.sh PROGRAM [RUNS]      PROGRAM is an image's bin/rewardloom or ./rewardloom
# Needs a display for the window (under Xvfb: DISPLAY=:77), and sample-data/ of the project. Prints nothing else to standard output.
set -eu
program=$1
runs=${2:-10}
samples=$(CDPATH='' cd -- "$(dirname "$0")/../../sample-data" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export XDG_CONFIG_HOME="$work/config" XDG_STATE_HOME="$work/state" XDG_CACHE_HOME="$work/cache"
options=${REWARDLOOM_JAVA_OPTS:-}

now() {
    date +%s%3N
}

median() {
    sort -n "$1" | awk '{ v[NR] = $1 } END { printf "%d ms (%d to %d, %d runs)\n", (v[int((NR+1)/2)] + v[int(NR/2)+1]) / 2, v[1], v[NR], NR }'
}

# command NAME WORDS...: from the call to the end
command() {
    name=$1
    shift
    i=0
    while [ "$i" -lt "$runs" ]; do
        start=$(now)
        "$program" "$@" >/dev/null 2>&1
        echo $(($(now) - start)) >>"$work/$name"
        i=$((i + 1))
    done
    printf '%-28s' "$name"
    median "$work/$name"
}

# window NAME WHAT WORDS...: from the call to a line that tells WHAT; then the window is left alone for a while and its memory read
window() {
    name=$1
    what=$2
    shift 2
    i=0
    while [ "$i" -lt "$runs" ]; do
        : >"$work/log"
        REWARDLOOM_JAVA_OPTS="$options -Drewardloom.startup-timing=$(now)" "$program" "$@" >/dev/null 2>"$work/log" &
        pid=$!
        tries=0
        until line=$(grep "rewardloom: $what after" "$work/log"); do
            sleep 0.05
            tries=$((tries + 1))
            if [ "$tries" -gt 1200 ] || ! kill -0 "$pid" 2>/dev/null; then
                cat "$work/log" >&2
                exit 1
            fi
        done
        echo "$line" | sed 's/.*after \([0-9]*\) ms.*/\1/' >>"$work/$name"
        if [ "${IDLE:-}" ] && [ "$i" = 0 ]; then
            sleep "$IDLE"
            printf '%-28s%s\n' "$name: resident" "$(awk '/^VmRSS/ { printf "%d MB", $2 / 1024 }' "/proc/$pid/status")"
        fi
        kill "$pid" 2>/dev/null || true
        wait "$pid" 2>/dev/null || true
        i=$((i + 1))
    done
    printf '%-28s' "$name"
    median "$work/$name"
}

command version --version
command inspect inspect "$samples/overoptimization/rl/single-seed0"
"$program" import "$samples/overoptimization" --project "$work/study.loom" >/dev/null 2>&1
if [ -n "${DISPLAY:-}" ]; then
    window window "first frame"
    window study "settled" open "$work/study.loom"
else
    echo "no display: the window is not measured" >&2
fi
