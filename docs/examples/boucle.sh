#!/bin/sh
# One report after the other: what each comes to, and the worst exit code.
# Usage: boucle.sh MODALITY FILE…
# `prejury batch` does the same in parallel and resumes; this is for one's own steps.
set -u
modality=$1
shift
worst=0
for file in "$@"; do
    prejury check "$file" -m "$modality" --format html -o "$file.html"
    code=$?
    case $code in
    0) echo "$file : recevable ou à revoir" ;;
    1) echo "$file : sous la barre" ;;
    3) echo "$file : illisible" ;;
    *) exit "$code" ;; # wrong usage: all the others would fail too
    esac
    [ "$code" -gt "$worst" ] && worst=$code
done
exit "$worst"
