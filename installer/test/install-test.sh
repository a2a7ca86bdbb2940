#!/bin/sh
# Installs the package in a bare Debian without Java, uses the program as an ordinary user without network, removes it again.
#
#   sudo installer/test/install-test.sh installer/target/packages/rewardloom_*.deb
#
# Needs root, and: debootstrap xvfb xdotool imagemagick poppler-utils desktop-file-utils man-db bash-completion.
#   SUITE=bookworm       the Debian to install in
#   MIRROR=URL           where it comes from (default: debootstrap's own)
#   ROOT=DIR             a bare system made by an earlier run (see KEEP), to save time; it must not have the package
#   KEEP=1               leave it there
#   SHOTS=DIR            where the screenshots go (default: installer/target/install-test)
set -u
here=$(CDPATH='' cd -- "$(dirname "$0")" && pwd)
deb=$(readlink -f "${1:?the .deb to test}")
archive=$(find "$(dirname "$deb")" -name 'rewardloom-*.tar.xz' | head -n 1)
suite=${SUITE:-bookworm}
shots=${SHOTS:-$here/../target/install-test}
work=$(mktemp -d)
root=${ROOT:-$work/root}
chroot=$(command -v chroot)
failures=0
xvfb=

say() { printf '%s\n' "$*"; }
ok() { say "ok    $*"; }
fail() {
    say "FAIL  $*"
    failures=$((failures + 1))
}
# check WHAT COMMAND...: the command must succeed
check() {
    what=$1
    shift
    if "$@" >"$work/out" 2>&1; then ok "$what"; else
        fail "$what"
        sed 's/^/        /' "$work/out" | tail -n 15
    fi
}
# expect CODE WHAT COMMAND...: the exit code must be that one; the output stays in $work/out
expect() {
    code=$1
    what=$2
    shift 2
    "$@" >"$work/out" 2>&1
    got=$?
    if [ "$got" = "$code" ]; then ok "$what (exit code $code)"; else
        fail "$what: exit code $got instead of $code"
        sed 's/^/        /' "$work/out" | tail -n 15
    fi
}
# says TEXT: the last output must have it
says() {
    if grep -qi -- "$1" "$work/out"; then ok "  says: $(grep -i -m1 -- "$1" "$work/out" | cut -c1-150)"; else
        fail "  does not say '$1':"
        sed 's/^/        /' "$work/out" | tail -n 8
    fi
}
clean() {
    [ -z "$xvfb" ] || kill "$xvfb" 2>/dev/null
    # What still runs in there, which is nothing unless a check failed.
    for process in /proc/[0-9]*; do
        [ "$(readlink "$process/root")" != "$root" ] || kill -9 "${process#/proc/}"
    done
    for mount in tmp/.X11-unix home/full proc dev/null; do
        mountpoint -q "$root/$mount" && umount --lazy "$root/$mount"
    done
    [ -n "${KEEP:-}${ROOT:-}" ] || rm -rf "$root"
    [ -n "${KEEP:-}" ] || rm -rf "$work"
}
trap clean EXIT
# user COMMAND: in the bare system, as an ordinary user, with no network at all and no more environment than needed
user() {
    unshare --net -- env -i PATH=/usr/bin:/bin HOME="${HOME_OF_USER:-/home/tester}" ${DISPLAY_OF_USER:+DISPLAY=$DISPLAY_OF_USER} \
        ${OPTIONS_OF_USER:+"REWARDLOOM_JAVA_OPTS=$OPTIONS_OF_USER"} \
        "$chroot" --userspec=tester "$root" /bin/sh -c "cd \"\$HOME\" && $1"
}
# Everything that is there, except what dpkg and apt write about themselves.
files() {
    (cd "$root" && find . -xdev \( -path ./proc -o -path ./var/log -o -path ./var/cache -o -path ./var/lib/dpkg -o -path ./var/lib/apt \
        -o -path ./tmp -o -path ./home \) -prune -o -print | sort)
}

[ "$(id -u)" = 0 ] || { say "must be root: it makes a system of its own and changes into it"; exit 2; }
mkdir -p "$shots"

say "== A bare $suite"
if [ ! -e "$root/etc/debian_version" ]; then
    debootstrap --variant=minbase "$suite" "$root" ${MIRROR:+"$MIRROR"} >"$work/debootstrap" 2>&1 ||
        { tail "$work/debootstrap"; exit 1; }
fi
mount -t proc proc "$root/proc"
[ -e "$root/dev/null" ] || mknod -m 666 "$root/dev/null" c 1 3
chroot "$root" useradd -m tester 2>/dev/null
expect 127 "no Java in it" chroot "$root" /bin/sh -c 'java -version'
cp "$deb" "$root/tmp/rewardloom.deb"
cp "$here/../../sample-data/overoptimization/rl/par-seed0"/events* "$root/tmp/events.out.tfevents.1"
chmod 644 "$root"/tmp/events*

say "== Install: command line only, no display, no GTK"
chroot "$root" apt-get install -y --no-install-recommends libfontconfig1 fontconfig-config fonts-dejavu-core >"$work/apt" 2>&1 || tail -3 "$work/apt"
files >"$work/before"
check "dpkg installs it" chroot "$root" dpkg -i /tmp/rewardloom.deb
check "every file is as packed" chroot "$root" dpkg --verify rewardloom
check "rewardloom is on the PATH" user 'command -v rewardloom'
check "rewardloom --version" user 'rewardloom --version'
says Rewardloom
check "inspect" user 'rewardloom inspect /tmp/events.out.tfevents.1'
check "import the sample study" user 'rewardloom import /usr/lib/rewardloom/app/sample-data/overoptimization --project study.loom'
check "query" user 'rewardloom query --project study.loom "SELECT 40 + 2 AS answer" --csv'
says 42
check "analyze, and export as PDF" user 'rewardloom analyze overoptimization --project study.loom --figures figures --format pdf'
pdf=$(find "$root/home/tester/figures" -name '*.pdf' 2>/dev/null | sort | head -n 1)
check "the PDF opens and has text" sh -c "pdftotext '$pdf' - | grep -q '[A-Za-z]'"
check "a report of the demo" user 'rewardloom demo --to demo'
expect 3 "the window without a display" user 'rewardloom'
says display
DISPLAY_OF_USER=:97
expect 3 "the window without GTK" user 'rewardloom'
says 'apt install libgtk-3-0'
DISPLAY_OF_USER=
check "nothing was unpacked into the home or the temporary folder" sh -c "! find '$root/home/tester' '$root/tmp' -name '*.so*' | grep -q ."

say "== Bad cases"
odd='/home/tester/Übung mit Leerzeichen/報酬'
check "a path with spaces and letters beyond ASCII" user "mkdir -p '$odd' && cp /tmp/events.out.tfevents.1 '$odd/' && rewardloom import '$odd' --project '$odd/Größe.loom' && rewardloom tables --project '$odd/Größe.loom'"
if [ -n "$archive" ]; then
    mkdir -p "$root$odd" && tar -xJf "$archive" -C "$root$odd" && chroot "$root" chown -R tester "$odd"
    check "two versions side by side: another one, in such a folder" user "'$odd/rewardloom/bin/rewardloom' inspect /tmp/events.out.tfevents.1 && rewardloom --version"
    check "  and it reads the study of the first" user "'$odd/rewardloom/bin/rewardloom' tables --project study.loom"
    rm -rf "$root$odd/rewardloom"
fi
mkdir -p "$root/home/full"
mount -t tmpfs -o size=64k tmpfs "$root/home/full"
chroot "$root" chown tester /home/full
head -c 60000 /dev/zero >"$root/home/full/filler" 2>/dev/null
HOME_OF_USER=/home/full
check "inspect with a full home" user 'rewardloom inspect /tmp/events.out.tfevents.1'
expect 3 "import into a full home" user 'rewardloom import /tmp/events.out.tfevents.1 --project study.loom'
says 'disk is full'
HOME_OF_USER=

say "== Window"
chroot "$root" apt-get install -y --no-install-recommends libgtk-3-0 libgl1 libgl1-mesa-dri libxtst6 libxxf86vm1 libasound2 \
    >"$work/apt" 2>&1 || tail -3 "$work/apt"
Xvfb :97 -screen 0 1440x900x24 -nolisten tcp >/dev/null 2>&1 &
xvfb=$!
sleep 2
mkdir -p "$root/tmp/.X11-unix"
mount --bind /tmp/.X11-unix "$root/tmp/.X11-unix"
DISPLAY_OF_USER=:97
# window WHAT SHOT COMMAND: it must come up and settle; a picture is taken; then it is closed as a user would
window() {
    OPTIONS_OF_USER="-Drewardloom.startup-timing=$(date +%s%3N)"
    user "exec $3" >"$work/window" 2>&1 &
    tries=0
    until grep -q 'settled after' "$work/window"; do
        sleep 0.2
        tries=$((tries + 1))
        if [ "$tries" -gt 300 ] || ! kill -0 $! 2>/dev/null; then break; fi
    done
    OPTIONS_OF_USER=
    sleep 2
    DISPLAY=:97 import -window root "$shots/$2.png" 2>/dev/null
    colors=$(convert "$shots/$2.png" -unique-colors -format '%w' info: 2>/dev/null || echo 0)
    if grep -q 'settled after' "$work/window" && [ "$colors" -gt 20 ]; then
        ok "$1: $(sed -n 's/^rewardloom: //p' "$work/window" | tr '\n' ';') $colors colours in $2.png"
    else
        fail "$1"
        sed 's/^/        /' "$work/window" | tail -n 15
    fi
    DISPLAY=:97 xdotool search --name Rewardloom windowclose 2>/dev/null
    kill $! 2>/dev/null
    wait $! 2>/dev/null
}
window "the window opens" home 'rewardloom'
window "a study opens" study 'rewardloom open study.loom'
user 'mkdir -p .config; rm -rf .config/rewardloom; chmod 500 .config'
window "no write permission on the settings folder" no-settings 'rewardloom'
user 'chmod 700 .config'
HOME_OF_USER=/home/full
window "a full home" full-home 'rewardloom'
HOME_OF_USER=
DISPLAY_OF_USER=

say "== Desktop"
share=$root/usr/share
check "the desktop entry is valid" desktop-file-validate "$share/applications/rewardloom.desktop"
check "the manual page formats without a warning" sh -c "! MANROFFSEQ= LC_ALL=C.UTF-8 man --warnings -l '$share/man/man1/rewardloom.1' 2>&1 >/dev/null | grep ."
check "the manual page knows every command" sh -c "for c in \$('$root/usr/lib/rewardloom/bin/rewardloom' --help 2>/dev/null | sed -n '/^Commands:/,\$s/^  \([a-z-]*\) .*/\1/p'); do grep -q \"rewardloom \$c\" '$share/man/man1/rewardloom.1' || { echo \$c; exit 1; }; done"
check "bash completes commands" bash -c "source '$share/bash-completion/completions/rewardloom' && COMP_WORDS=(rewardloom ins) COMP_CWORD=1 && COMP_LINE='rewardloom ins' && _complete_rewardloom && [ \"\${COMPREPLY[0]}\" = inspect ]"
if command -v zsh >/dev/null; then
    check "zsh reads its completion" zsh -n "$share/zsh/vendor-completions/_rewardloom"
fi
check "the study's catalogue is recognised" sh -c "mkdir -p '$work/mime/packages' && cp '$share/mime/packages/rewardloom.xml' '$work/mime/packages/' && update-mime-database '$work/mime' && grep -q application/x-rewardloom-study '$work/mime/magic'"

say "== Remove"
check "dpkg removes it" chroot "$root" dpkg --purge rewardloom
files >"$work/after"
# What the window's libraries brought is not the program's.
left=$(grep -i rewardloom "$work/after" || true)
if [ -z "$left" ]; then ok "nothing is left"; else fail "left behind: $left"; fi
gone=$(comm -23 "$work/before" "$work/after" | grep -v '__pycache__' || true)
if [ -z "$gone" ]; then ok "nothing else is missing"; else fail "also gone: $gone"; fi
check "the user's studies are still there" test -e "$root/home/tester/study.loom/project.sqlite"

say "== $failures failures"
[ "$failures" = 0 ]
