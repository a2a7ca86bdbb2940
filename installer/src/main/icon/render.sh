#!/bin/sh
# Draws the icon in all sizes into the app's resources (needs rsvg-convert: apt install librsvg2-bin).
# The pictures are kept with the sources so that building the program needs no such tool.
set -eu
cd "$(dirname "$0")"
icons=../../../../app/src/main/resources/rewardloom/app/icons
mkdir -p "$icons"
for size in 16 24; do
    rsvg-convert -w $size -h $size rewardloom-small.svg -o "$icons/rewardloom-$size.png"
done
for size in 32 48 64 128 256 512; do
    rsvg-convert -w $size -h $size rewardloom.svg -o "$icons/rewardloom-$size.png"
done
