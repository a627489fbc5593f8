#!/usr/bin/env bash
# Speaks prompts.txt into sound files for Asterisk: gsm, 8 kHz, mono. Needs Debian's espeak-ng, sox and libsox-fmt-all.
# Copy the folders to Asterisk's sounds: cp -r account company sales support /usr/share/asterisk/sounds/en/
# and cp -r fr /usr/share/asterisk/sounds/
set -euo pipefail
cd "$(dirname "$0")"
while IFS=: read -r name text; do
  voice=en-us
  [[ $name == fr/* ]] && voice=fr
  mkdir -p "$(dirname "$name")"
  espeak-ng -v "$voice" -s 170 --stdout "$text" | sox -t wav - -r 8000 -c 1 "$name.gsm"
done < prompts.txt
