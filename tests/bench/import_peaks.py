#!/usr/bin/env python3
"""Time and peak memory of imports beside ogr2ogr, as a Markdown table.
   import_peaks.py LEARNREACH_CLI AREAS FOLDER"""
import json
import os
import subprocess
import sys
import threading
import time

cli, areas, folder = sys.argv[1:]


def peak_kib(pid):
    try:
        with open(f"/proc/{pid}/status", encoding="ascii") as status:
            return next((int(line.split()[1]) for line in status if line.startswith("VmHWM")), 0)
    except OSError:
        return 0


def measured(command):
    """Seconds, MiB of the command itself and of the largest process that it started, and the report that it printed:
    its numbers, and of each list of notes how many.  Ten million notes are read line by line."""
    start = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    peaks = {}
    report = {}

    def read():
        section = None
        for line in process.stdout:
            if line.startswith('      "kind": '):
                report[section] += 1
            elif line.startswith('  "'):
                section, value = line[3:].rstrip(",\n").split('": ', 1)
                report[section] = 0 if value in ("[", "{") else json.loads(value)

    reader = threading.Thread(target=read)
    reader.start()
    while process.poll() is None:
        try:
            with open(f"/proc/{process.pid}/task/{process.pid}/children", encoding="ascii") as children:
                pids = [process.pid, *map(int, children.read().split())]
        except OSError:
            pids = [process.pid]
        for pid in pids:
            peaks[pid] = max(peaks.get(pid, 0), peak_kib(pid))
        time.sleep(0.01)
    reader.join()
    own = peaks.pop(process.pid, 0)
    return time.monotonic() - start, own / 1024, max(peaks.values(), default=0) / 1024, report


def sums():
    with open(os.path.join(folder, "sums.txt"), encoding="utf-8") as file:
        return dict(line.split() for line in file)


wanted = sums()
print("| file | kind | s | MiB, asking | MiB, reading | ogr2ogr s | ogr2ogr MiB | |")
print("|---|---|---|---|---|---|---|---|")
for name, kind in (("places.csv", "places"), ("villages.csv", "villages"), ("outside.csv", "places"),
                   ("refused.csv", "places"), ("wide.csv", "counts"), ("long.csv", "counts"), ("repairs.csv", "counts"),
                   ("workbook.xlsx", "counts")):
    path = os.path.join(folder, name)
    if not os.path.exists(path):
        continue
    seconds, asking, reading, report = measured(
        [cli, "-q", "check", path, "--areas", areas, "--as", kind, "--json"])
    copy = os.path.join(folder, "copy.gpkg")
    options = [] if kind == "counts" else ["-oo", "X_POSSIBLE_NAMES=lon", "-oo", "Y_POSSIBLE_NAMES=lat"]
    other, other_peak, _, _ = measured(["ogr2ogr", "-f", "GPKG", copy, path, *options])
    os.remove(copy)
    what = f"{report['rows_loaded']:,} of {report['rows_in']:,} rows"
    for kind_of_note in ("repairs", "warnings", "problems"):
        if report[kind_of_note]:
            what += f", {report[kind_of_note]:,} {kind_of_note}"
    if name in wanted:
        what += f", {report['total_children']:,.0f} children of {int(wanted[name]):,}"
    print(f"| {name} | {kind} | {seconds:.1f} | {asking:.0f} | {reading:.0f} | {other:.1f} | {other_peak:.0f} | {what} |",
          flush=True)
