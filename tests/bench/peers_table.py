"""peers_table.py FOLDER: what peers.sh measured there, as Markdown.  A ratio is theirs / ours, both of one run."""
import csv
import json
import re
import statistics
import sys
from pathlib import Path

folder = Path(sys.argv[1])
times, counters, errors = {}, {}, {}
for file in [*folder.glob("peers_*.json"), folder / "walk_raster/walk_raster.json"]:
    for one in json.loads(file.read_text())["benchmarks"] if file.exists() else []:
        name = re.sub(r"/(real_time|manual_time|repeats:\d+|iterations:\d+)", "", one["run_name"])
        if one.get("error_occurred"):
            errors[name] = one["error_message"]
        elif one.get("aggregate_name", "median") == "median":
            times[name] = one["real_time"]
            counters[name] = one
found = {}
for file in folder.glob("peers_*.tsv"):
    for name, *row in csv.reader(file.open(), delimiter="\t"):
        found.setdefault(name, []).append(row)
differences, memory = {}, {}
for name, rows in found.items():
    if rows[0][0]:
        times[name] = statistics.median(float(row[0]) for row in rows)
    differences[name] = rows[0][1] if len(rows[0]) > 1 else ""
    memory[name] = max((float(row[2]) for row in rows if len(row) > 2), default=0)

networks = {"grid_of_a_million": ("a street grid", 5000), "country": ("the country", 30000),
            "country_every_node": ("the country, every road node", 30000), "porto": ("Porto", 500),
            "andorra": ("Andorra", 100), "malta": ("Malta", 300), "bangkok": ("Bangkok, centre", 100)}


def shown(ms):
    return f"{ms / 1000:.3g} s" if ms >= 1000 else f"{ms:.0f} ms" if ms >= 10 else f"{ms:.2g} ms"


def line(*cells):
    print("| " + " | ".join(str(cell) for cell in cells) + " |")


def row(number, what, ours, peer, theirs, target, reached, differ=""):
    """A row that has a ratio; `target` is words, `reached` a test of the ratio, or None where no target is meant."""
    if ours in errors or theirs in errors:
        line(number, what, "", peer, "", "", target, "no", errors.get(ours) or errors[theirs])
    elif ours in times and theirs in found and theirs not in times:
        line(number, what, shown(times[ours]), peer, "out of memory", "", target, "", "")
    elif ours in times and theirs in times:
        ratio = times[theirs] / times[ours]
        line(number, what, shown(times[ours]), peer, shown(times[theirs]), f"{ratio:.3g}", target if reached else "",
             ("yes" if reached(ratio) else "**no**") if reached else "", differ)


def at_least(times_):
    return f"at least {times_:g}", lambda ratio: ratio >= times_


def sweeps(most):
    """theirs / ours of a sweep: ours may be at most `most` sweeps."""
    return f"at least 1/{most:g}", lambda ratio: ratio * most >= 1


nothing = ("", None)


def nearest(number, network, ours, theirs, goals):
    words, places = networks[theirs]
    words = f"{networks[network][0]}, nearest of {places:,}"
    goal = dict(goals)
    for threads in (4, 1):
        name = f"{ours}/places:{places}/threads:{threads}"
        at = f"{words}, {threads} thread{'s' * (threads > 1)}"
        scipy, boost = f"scipy nearest/{theirs}", f"nearest_by_boost/{theirs}/places:{places}"
        row(number, at, name, "scipy", scipy, *goal.get(("scipy", threads), nothing), differences.get(scipy, ""))
        row(number, at, name, "Boost.Graph", boost, *goal.get(("boost", threads), nothing), 0)
        row(number, at, name, f"one sweep over all arcs, {threads} thread{'s' * (threads > 1)}",
            f"pull_sweep/{theirs}/threads:{threads}", *goal.get(("sweep", threads), nothing))


def limit(number, what, value, words, most, unit, differ=""):
    line(number, what, f"{value:.3g} {unit}", "", "", "", words, "yes" if value <= most else "**no**", differ)


def p1_p2():
    p1 = {("scipy", 4): at_least(60), ("boost", 4): at_least(15), ("scipy", 1): at_least(18), ("sweep", 1): sweeps(10)}
    p2 = {("scipy", 4): at_least(150), ("sweep", 4): sweeps(8)}
    for name in networks:
        every = name == "country_every_node"
        nearest("P2" if name.startswith("country") else "P1", name, f"nearest_every_node/{name}", name,
                p1 if name == "grid_of_a_million" else p2 if every else {})
        if every:
            nearest("P2, chains joined", name, "nearest_every_road_node/country", name, p2)


def p3_p4():
    for name, (words, _) in networks.items():
        for area, about in (("5km", "1,000 areas of 5 km"), ("30min", "1,000 areas of 30 min")):
            for peer, least in (("scipy", 150), ("pgrouting", 100)):
                theirs = f"{peer} areas/{name}/{area}"
                row("P3", f"{words}, {about}", f"areas/{name}/{area}/threads:4",
                    "scipy with limit" if peer == "scipy" else "pgRouting", theirs, *at_least(least),
                    differences.get(theirs, ""))
    for name, (words, _) in networks.items():
        scipy = f"scipy matrix/{name}"
        for way, least in (("whole trees", 20), ("prepared", 1000)):
            ours = f"matrix/{name}/threads:4" if way == "whole trees" else f"prepared_matrix/{name}/threads:4"
            row("P4", f"{words}, 1,000 x 1,000, {way}", ours, "scipy", scipy, *at_least(least), differences.get(scipy, ""))
        if f"matrix/{name}/threads:4" in times and f"prepared_matrix/{name}/threads:4" not in times:
            line("P4", f"{words}, 1,000 x 1,000, prepared", "not built", "scipy", "", "", "at least 1000", "**no**", "")


def p5():
    for name, (words, most) in networks.items():
        for places in (most, max(10, most // 100)):
            drag = f"drag/{name}/places:{places}"
            if drag in errors:
                line("P5", f"{words}, {places:,} places", "", "", "", "", "0 differences", "**no**", errors[drag])
            elif drag in counters:
                us = counters[drag]["sums_p99_us"]
                at = f"{words}, {places:,} places: 99 of 100 moves with the sums of the tambon"
                goal = {30000: (100, "at most 100 us"), 300: (8000, "at most 8 ms")}.get(places)
                if name.startswith("country"):
                    limit("P5", at, us, goal[1], goal[0], "us", 0)
                else:
                    line("P5", at, f"{us:.3g} us", "", "", "", "", "", 0)
                tables = f"{words}, {places:,} places: with two tables of all levels, medians and whole children"
                line("P5", f"{tables}, 99 of 100", shown(counters[drag]["whole_p99_us"] / 1000), "", "", "", "", "", 0)
                limit("P5", f"{tables}, the longest", counters[drag]["whole_max_us"] / 1000, "at most 16 ms", 16, "ms", 0)
    for name, one in counters.items():
        if name.startswith("plan_roads"):
            line("P5", "the country, a road of a plan closed, drawn or taken back: half, and 99 of 100 (all results)",
                 f"{shown(one['p50_ms'])}, {shown(one['p99_ms'])}", "from nothing", shown(one["from_nothing_ms"]),
                 f"{one['from_nothing_ms'] / one['p50_ms']:.3g}", "", "", 0)


def p6():
    figures = folder / "walk_raster/figures.txt"
    for ground, module, ms, _, _, cells, _, _, apart, _, _, _, _, alone in (
            text.replace(",", "").split() for text in (figures.read_text().splitlines() if figures.exists() else [])):
        name = f"r.{module} of {ground}"
        times[name] = float(ms)
        ours = f"walk_raster/{'' if ground == 'made_up' else 'heights_'}{module}/4"
        row("P6", f"{int(cells):,} cells, {ground.replace('_', ' ')}, 1,000 sources", ours, f"GRASS r.{module}", name,
            *at_least(45 if module == "cost" else 30), f"{alone} cells, at most {float(apart):.1g} apart")


def p10():
    for name, (words, _) in networks.items():
        ours = f"roads_to_network/{name}"
        row("P10", f"{words}, file to network", ours, "osmium fileinfo -e", f"osmium files/{name}", *sweeps(1.5))
        row("P10", f"{words}, file to network", ours, "ogr2ogr to GeoPackage", f"ogr2ogr files/{name}", *at_least(20))
        if ours in times and name != "country":
            limit("P10", f"{words}, file under 4 MB", times[ours], "at most 150 ms", 150, "ms")
    if "roads_to_network/country" in times:
        line("P10", "the country, network from a cache", "there is none", "", "", "", "at most 200 ms", "**no**", "")


def p11_p12():
    for layer in ("light", "full"):
        ours = f"borders_and_dissolve/{layer}"
        for union, peer, least in (("unary", "GEOSUnaryUnion", 20), ("coverage", "GEOSCoverageUnion", 1.5)):
            theirs = f"geos_union/{union}_{layer}"
            one = counters.get(theirs, {})
            row("P11", f"tambon to provinces, {layer} resolution", ours, peer, theirs, *at_least(least),
                f"{one.get('differences', 0):.0f} provinces")
    theirs = "points_into_tambon_by_geos"
    for threads, goal in ((4, at_least(10)), (1, nothing)):
        row("P12", f"1 million points into tambon, {threads} thread{'s' * (threads > 1)}",
            f"points_into_tambon/threads:{threads}", "prepared GEOS in a tree", theirs, *goal,
            f"{counters.get(theirs, {}).get('differences', 0):.0f} points")
    if "points_into_tambon/threads:4" in times:
        limit("P12", "1 million points into tambon, 4 threads", times["points_into_tambon/threads:4"], "at most 60 ms", 60, "ms")


def p13():
    for ours, words in (("nearest_every_road_node/country", "a label for every road node, chains joined"),
                        ("nearest_every_node/country_every_node", "chains kept"), ("nearest_every_node/country", "joints and ends")):
        one = counters.get(f"{ours}/places:30000/threads:4")
        if one:
            limit("P13", f"the country, arcs both ways and labels, {words}", one["search_mb"], "at most 200 MB", 200, "MB")


def sizes():
    print("| network | road nodes | nodes after chains are joined | arcs |\n|---|---|---|---|")
    for name, (words, places) in networks.items():
        one = counters.get(f"nearest_every_node/{name}/places:{places}/threads:4")
        if one:
            line(words, *(f"{one[field]:,.0f}" for field in ("road_nodes", "nodes", "arcs")))
    print()


sizes()
print("| row | what | ours | beside | theirs | theirs / ours | aim | reached | differences |\n" + "|---" * 9 + "|")
for part in (p1_p2, p3_p4, p5, p6, p10, p11_p12, p13):
    part()
for name, words in (("country made", "the country made, written, imported"),
                    ("country coverage", "study opened, network built, coverage in time and distance at all levels")):
    if name in times:
        print(f"\n{words}: {shown(times[name])}, {memory[name]:.0f} MB.")
loads = [float(rows[0][0]) for name, rows in found.items() if name.startswith("load ")]
print(f"\nLoad of the machine before each part: {min(loads):.1f} to {max(loads):.1f}.")
