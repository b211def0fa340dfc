#!/bin/sh
# A deposit read by several machines that see the same folder, with GNU parallel:
#   parallel-ssh.sh DEPOTS RESULTATS machine1 machine2…
# Each machine has `prejury` in its PATH. ":" is this machine; PARALLEL_SSH="ssh -F CONFIG"
# says how to reach the others.
set -eu
depots=$1 resultats=$2
shift 2
n=$#
hosts=$(IFS=,; echo "$*")
mkdir -p "$resultats/parties"
# 1 and 3 are results (a report fails the bar, a file could not be read); merge says
# them again for all. With --retries a machine that fails gives its share to another.
seq "$n" | parallel -S "$hosts" --retries 2 --wd "$PWD" \
    "prejury batch '$depots' --shard {}/$n -o '$resultats/parties/{}' >/dev/null || test \$? -ne 2"
prejury merge "$resultats/parties" -o "$resultats"
