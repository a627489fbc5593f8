#!/usr/bin/env bash
# Speaks sales.txt into sound files for Asterisk: gsm, 8 kHz, mono. Needs Debian's espeak-ng, sox and libsox-fmt-all.
# Copy the folder to Asterisk's sounds: cp -r sales /usr/share/asterisk/sounds/en/
set -euo pipefail
cd "$(dirname "$0")"
while IFS=: read -r name text; do
  espeak-ng -v en-us -s 150 --stdout "$text" | sox -t wav - -r 8000 -c 1 "$name.gsm"
done < sales.txt
