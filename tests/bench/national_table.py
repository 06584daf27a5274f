"""national_table.py BENCH_JSON PEERS_TSV: the figures of national.sh as Markdown.  Ratios are theirs / ours, of one run."""
import csv
import json
import re
import statistics
import sys

times, counters, memory = {}, {}, {}
for one in json.load(open(sys.argv[1]))["benchmarks"]:
    if one.get("aggregate_name") == "median" and not one.get("error_occurred"):
        name = re.sub(r"/(real_time|repeats:\d+)", "", one["run_name"])
        times[name] = one["real_time"]
        counters[name] = one
peers = {}
for name, *numbers in csv.reader(open(sys.argv[2]), delimiter="\t"):
    peers.setdefault(name, []).append([float(number) for number in numbers])
for name, rows in peers.items():
    times[name] = statistics.median(row[0] for row in rows)
    if len(rows[0]) > 1:
        memory[name] = max(row[1] for row in rows)


def shown(ms):
    return f"{ms / 1000:.2f} s" if ms >= 1000 else f"{ms:.0f} ms" if ms >= 10 else f"{ms:.1f} ms"


print("| what | time | memory |\n|---|---|---|")
for name, words in [("country made", "the country made, written, imported"),
                    ("coverage of the country", "study opened, network built, coverage in time and distance at all levels, written")]:
    print(f"| {words} | {shown(times[name])} | {memory[name]:.0f} MB |")
for name, words in [("reading_alone/country", "roads read from the pbf"),
                    ("roads_to_network/country", "pbf to network")]:
    print(f"| {words} | {shown(times[name])} | |")

print("\n| graph | road nodes | nodes | arcs | arcs both ways and labels |\n|---|---|---|---|---|")
graphs = [("country", "the country", 30000), ("country_every_node", "the country, chains kept", 30000),
          ("grid_of_a_million", "a street grid", 5000)]
for graph, words, places in graphs:
    one = counters[f"nearest_every_node/{graph}/places:{places}/threads:1"]
    print(f"| {words} | {one['road_nodes']:,.0f} | {one['nodes']:,.0f} | {one['arcs']:,.0f} | {one['search_mb']:.0f} MB |")

one = counters["nearest_every_road_node/country/places:30000/threads:1"]
print(f"| the country, a label for every road node | {one['road_nodes']:,.0f} | {one['nodes']:,.0f} | {one['arcs']:,.0f} | {one['search_mb']:.0f} MB |")
print("\n| nearest of all places for every node | ours | theirs | theirs / ours |\n|---|---|---|---|")
scipy_names = {"country": "scipy, country", "country_every_node": "scipy, country, every road node",
               "grid_of_a_million": "scipy, grid"}
every_point = "nearest_every_road_node/country"
joined = "peers on the joined network, which label its nodes alone"
rows = [(f"nearest_every_node/{graph}", graph, words, places) for graph, words, places in graphs]
rows.insert(1, (every_point, "country_every_node", "every road node of the country, peers on the network of all of them", 30000))
rows.insert(2, (every_point, "country", f"every road node of the country, {joined}", 30000))
for bench, graph, words, places in rows:
    for threads in (1, 4):
        ours = times[f"{bench}/places:{places}/threads:{threads}"]
        beside = [("scipy", times[scipy_names[graph]]),
                  ("Boost.Graph", times[f"nearest_by_boost/{graph}/places:{places}"]),
                  (f"one sweep over all arcs, {threads} threads", times[f"pull_sweep/{graph}/threads:{threads}"])]
        for name, theirs in beside:
            ratio = theirs / ours
            print(f"| {words}, {places:,} places, {threads} threads: {name} | {shown(ours)} | {shown(theirs)} | "
                  f"{ratio:.3g}{'' if ratio >= 1 else f' (ours {1 / ratio:.1f} sweeps)'} |")

print("\n| a unit moved, 65,213 trips repaired, then two tables of 7,425 tambon | half of the moves within | 99 of 100 | the longest | half of the tables within | 99 of 100 | nodes a move |\n|---|---|---|---|---|---|---|")
for graph, words, counts in [("country", "the country", (30000, 300)), ("grid_of_a_million", "a street grid", (5000, 50))]:
    for places in counts:
        one = counters[f"drag/{graph}/places:{places}/iterations:10000/manual_time"]
        print(f"| {words}, {places:,} places | " + " | ".join(f"{one[name] / 1000:.3g} ms" for name in ("p50_us", "p99_us", "max_us", "tables_p50_us", "tables_p99_us"))
              + f" | {one['nodes_a_move']:,.0f} |")

one = counters["plan_roads/iterations:40/manual_time"]
print("\n| roads of a plan changed, all results of the country | half within | 99 of 100 | from nothing |\n|---|---|---|---|")
print("| a piece closed, a road drawn, an edit taken back | "
      + " | ".join(shown(one[name]) for name in ("p50_ms", "p99_ms", "from_nothing_ms")) + " |")

print("\n| pbf to network | ours | theirs | theirs / ours |\n|---|---|---|---|")
for name, words in [("osmium fileinfo, country", "`osmium fileinfo -e`, which reads alone"),
                    ("ogr2ogr, country", "`ogr2ogr` of the lines to GeoPackage")]:
    ours = times["roads_to_network/country"]
    print(f"| {words} | {shown(ours)} | {shown(times[name])} | {times[name] / ours:.2g} |")
