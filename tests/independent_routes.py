#!/usr/bin/python3
"""Trips of learnreach-cli against other readings of the same roads.

  independent_routes.py CLI WORK pbf FILE SPEEDS [TRIPS]   reads the roads of FILE with osmium-tool, makes its own
      network from the tags by the rules of the OpenStreetMap wiki, and compares TRIPS random trips (200) in each mode
  independent_routes.py CLI WORK slope FILE SPEEDS TILE.hgt [TRIPS]   the same on foot over the heights of an SRTM tile,
      up and down by Tobler's function
  independent_routes.py CLI WORK csv STUDY [PAIRS [FILE]]         compares PAIRS random pairs of nodes (10000) with scipy on
      the written nodes.csv and edges.csv, in time and in length, in each mode

Ends with 1 where anything differs.  Nothing here shares code with the program.
"""
import array, csv, heapq, json, math, os, random, subprocess, sys

MODES = ["walk", "bicycle", "motorcycle", "car"]
NO = {"no", "private", "military", "emergency", "restricted", "permit"}
CHAIN = {"walk": ["access", "foot"], "bicycle": ["access", "vehicle", "bicycle"],
         "motorcycle": ["access", "vehicle", "motor_vehicle", "motorcycle"],
         "car": ["access", "vehicle", "motor_vehicle", "motorcar"]}
CLASSES = {"motorway", "trunk", "primary", "secondary", "tertiary", "unclassified", "residential", "living_street",
           "service", "track", "path", "footway", "cycleway", "steps", "pedestrian"}
OTHER_NAMES = {"road": "unclassified", "bridleway": "path", "via_ferrata": "path", "busway": "service", "services": "service"}
EARTH, FLAT = 6378137.0, 1 / 298.257223563


def geodesic_m(a, b):
    """Vincenty 1975 on WGS 84."""
    if a == b:
        return 0.0
    minor = EARTH * (1 - FLAT)
    u1, u2 = (math.atan((1 - FLAT) * math.tan(math.radians(p[1]))) for p in (a, b))
    su1, cu1, su2, cu2 = math.sin(u1), math.cos(u1), math.sin(u2), math.cos(u2)
    lon = lam = math.radians(b[0] - a[0])
    for _ in range(100):
        sl, cl = math.sin(lam), math.cos(lam)
        ss = math.hypot(cu2 * sl, cu1 * su2 - su1 * cu2 * cl)
        if ss == 0:
            return 0.0
        cs = su1 * su2 + cu1 * cu2 * cl
        sigma = math.atan2(ss, cs)
        sa = cu1 * cu2 * sl / ss
        ca2 = 1 - sa * sa
        cm = cs - 2 * su1 * su2 / ca2 if ca2 else 0
        c = FLAT / 16 * ca2 * (4 + FLAT * (4 - 3 * ca2))
        last, lam = lam, lon + (1 - c) * FLAT * sa * (sigma + c * ss * (cm + c * cs * (2 * cm * cm - 1)))
        if abs(lam - last) < 1e-14:
            break
    k = ca2 * (EARTH * EARTH - minor * minor) / (minor * minor)
    big_a = 1 + k / 16384 * (4096 + k * (-768 + k * (320 - 175 * k)))
    big_b = k / 1024 * (256 + k * (-128 + k * (74 - 47 * k)))
    d = big_b * ss * (cm + big_b / 4 * (cs * (2 * cm * cm - 1) - big_b / 6 * cm * (4 * ss * ss - 3) * (4 * cm * cm - 3)))
    return minor * big_a * (sigma - d)


def decoded(text):
    if "%" not in text:
        return text
    parts = text.split("%")
    return "".join(p if i % 2 == 0 else chr(int(p, 16)) for i, p in enumerate(parts))


def read_opl(file):
    nodes, ways = {}, []
    out = subprocess.Popen(["osmium", "cat", file, "-f", "opl,add_metadata=false", "-o", "-"], stdout=subprocess.PIPE, text=True)
    for line in out.stdout:
        if line[0] == "n":
            fields = {f[0]: f[1:] for f in line.split()}
            if fields.get("x"):
                nodes[int(fields["n"])] = (float(fields["x"]), float(fields["y"]))
        elif line[0] == "w":
            fields = {f[0]: f[1:] for f in line.rstrip("\n").split(" ")}
            if not fields.get("T"):
                continue
            tags = dict(tuple(map(decoded, t.split("=", 1))) for t in fields["T"].split(","))
            if "highway" in tags or tags.get("route") == "ferry":
                refs = [int(n.lstrip("n").split("x")[0]) for n in fields.get("N", "").split(",") if n]
                ways.append((int(fields["w"]), tags, refs))
    if out.wait() != 0:
        sys.exit("osmium failed on " + file)
    return nodes, ways


def class_of(tags):
    if "highway" not in tags:
        return "ferry"
    name = tags["highway"].split(";")[0]
    if len(name) > 5 and name.endswith("_link"):
        name = name[:-5]
    return name if name in CLASSES else OTHER_NAMES.get(name, "other")


def allowed(tags, mode):
    """Who may pass: the narrowest key that says something decides."""
    answer = None
    for key in CHAIN[mode]:
        value = tags.get(key)
        if mode == "walk" and key == "foot" or mode == "bicycle" and key == "bicycle":
            if tags.get("motorroad") == "yes":
                answer = False
            if value == "use_sidepath" or value == "dismount":
                answer = False
                continue
        if value is not None and value != "unknown":
            answer = value not in NO
    return answer is not False


def named(tags, mode):
    """The mode's own key opens the way to it."""
    key = {"bicycle": "bicycle", "motorcycle": "motorcycle"}.get(mode)
    value = tags.get(key) if key else None
    return value is not None and value not in NO | {"unknown", "use_sidepath", "dismount"}


def opened_motorcycle(tags):
    return allowed(tags, "motorcycle") and (not allowed(tags, "car") or named(tags, "motorcycle"))


def max_speed(tags):
    text = tags.get("maxspeed", "")
    digits = ""
    for c in text:
        if not c.isdigit():
            break
        digits += c
    if not digits:
        return 0
    kmh = int(digits) * (1.609344 if "mph" in text[len(digits):] else 1)
    return int(kmh) if 0 < kmh < 200 else 0


def speed(tags, mode, table):
    if not allowed(tags, mode):
        return 0
    row = class_of(tags)
    kmh = table[row][mode]
    if kmh == 0 and row in ("footway", "cycleway", "pedestrian"):
        if (mode == "bicycle" and named(tags, mode)) or (mode == "motorcycle" and opened_motorcycle(tags)):
            kmh = table["path"][mode]
    if mode in ("motorcycle", "car") and max_speed(tags):
        kmh = min(kmh, max_speed(tags))
    return kmh


def direction(tags, mode):
    """0 both ways, 1 along the way, -1 against it."""
    value = tags.get("oneway")
    one_way = 0
    if value in ("-1", "reverse"):
        one_way = -1
    elif value in ("yes", "true", "1"):
        one_way = 1
    elif value is None and (tags.get("junction") in ("roundabout", "circular") or
                            tags.get("highway") in ("motorway", "motorway_link")):
        one_way = 1
    if one_way == 0 or class_of(tags) == "ferry":
        return one_way
    if mode == "walk":
        return 0
    if mode == "bicycle":
        against = {"opposite", "opposite_lane", "opposite_track", "opposite_share_busway"}
        if tags.get("oneway:bicycle") == "no" or any(tags.get(k) in against for k in ("cycleway", "cycleway:left", "cycleway:right")):
            return 0
    if mode == "motorcycle" and tags.get("oneway:motorcycle") == "no":
        return 0
    return one_way


class Heights:
    """An SRTM tile: rows of big-endian metres from the north, its points on the whole and the edges."""

    def __init__(self, file):
        name = os.path.basename(file)
        self.south = int(name[1:3]) * (1 if name[0] in "Nn" else -1)
        self.west = int(name[4:7]) * (1 if name[3] in "Ee" else -1)
        self.cells = array.array("h")
        with open(file, "rb") as tile:
            self.cells.frombytes(tile.read())
        if sys.byteorder == "little":
            self.cells.byteswap()
        self.n = math.isqrt(len(self.cells))
        middle = self.south + 0.5
        corner, step = (self.west + 0.5, middle), 1 / (self.n - 1)
        self.step_m = min(geodesic_m(corner, (corner[0] + step, middle)), geodesic_m(corner, (corner[0], middle + step)))

    def at(self, spot):
        x, y = (spot[0] - self.west) * (self.n - 1), (self.south + 1 - spot[1]) * (self.n - 1)
        if not (0 <= x < self.n - 1 and 0 <= y < self.n - 1):
            return None
        c, r = int(x), int(y)
        around = [(self.cells[(r + j) * self.n + c + i], (x - c if i else 1 - x + c) * (y - r if j else 1 - y + r))
                  for i in (0, 1) for j in (0, 1)]
        if self.cells[round(y) * self.n + round(x)] == -32768:  # the cell of the point itself
            return None
        known = [(height, share) for height, share in around if height != -32768]
        return sum(height * share for height, share in known) / sum(share for _, share in known)

    def walk_s(self, a, b, metres, kmh):
        pieces = max(1, math.ceil(metres / self.step_m))
        spots = [self.at((a[0] + (b[0] - a[0]) * i / pieces, a[1] + (b[1] - a[1]) * i / pieces)) for i in range(pieces + 1)]
        seconds = 0
        for low, high in zip(spots, spots[1:]):
            flat = metres / pieces * 3.6 / kmh
            if low is not None and high is not None:
                slope = (high - low) / (metres / pieces)
                flat *= math.exp(3.5 * abs(slope + 0.05)) / math.exp(0.175)
            seconds += flat
        return seconds


def network(nodes, ways, mode, table, heights=None):
    """Arcs by tail: (head, ms, mm)."""
    usable = [(tags, refs, speed(tags, mode, table)) for _, tags, refs in ways]
    usable = [w for w in usable if w[2] > 0]
    landing = {n for tags, refs, _ in usable if class_of(tags) != "ferry" for n in known_nodes(refs, nodes)}
    arcs = {}
    for tags, refs, kmh in usable:
        turn = direction(tags, mode)
        wait = round(table["ferry_wait"][mode] * 60000) if class_of(tags) == "ferry" else 0
        for a, b in zip(refs, refs[1:]):
            if a == b or a not in nodes or b not in nodes:  # a way ends where the file was cut
                continue
            mm = max(1, math.floor(geodesic_m(nodes[a], nodes[b]) * 1000 + 0.5))
            ms = max(1, math.floor(mm * 3.6 / kmh + 0.5))
            there = back = ms
            if heights and class_of(tags) != "ferry" and tags.get("bridge", "no") == "no":
                there = max(1, math.floor(heights.walk_s(nodes[a], nodes[b], mm / 1000, kmh) * 1000 + 0.5))
                back = max(1, math.floor(heights.walk_s(nodes[b], nodes[a], mm / 1000, kmh) * 1000 + 0.5))
            if turn >= 0:
                arcs.setdefault(a, []).append((b, there + (wait if a in landing else 0), mm))
            if turn <= 0:
                arcs.setdefault(b, []).append((a, back + (wait if b in landing else 0), mm))
            arcs.setdefault(a, []), arcs.setdefault(b, [])
    return arcs


def known_nodes(refs, nodes):
    """Nodes of the pieces that are left of a way: a piece has at least two known nodes in a row."""
    out = set()
    for a, b in zip(refs, refs[1:]):
        if a in nodes and b in nodes:
            out.update((a, b))
    return out


def dijkstra(arcs, start, end):
    best, queue = {start: (0, 0)}, [(0, 0, start)]
    while queue:
        ms, mm, node = heapq.heappop(queue)
        if node == end:
            return ms, mm
        if best[node] < (ms, mm):
            continue
        for head, more_ms, more_mm in arcs[node]:
            label = (ms + more_ms, mm + more_mm)
            if head not in best or label < best[head]:
                best[head] = label
                heapq.heappush(queue, (*label, head))
    return None


def trips(cli, study, mode, pairs, work, extra=("--flat",)):
    source, target = os.path.join(work, "pairs.csv"), os.path.join(work, "trips.csv")
    with open(source, "w") as out:
        out.write("from_lon,from_lat,to_lon,to_lat\n")
        out.writelines(f"{a[0]!r},{a[1]!r},{b[0]!r},{b[1]!r}\n" for a, b in pairs)
    subprocess.run([cli, "-q", "route", study, "--mode", mode, "--pairs", source, "--out", target, *extra], check=True)
    with open(target, newline="") as rows:
        return list(csv.DictReader(rows))


def against_pbf(cli, work, file, speeds, count, tile=None):
    with open(speeds, newline="", encoding="utf-8-sig") as rows:
        table = {r["row"]: {m: float(r[m]) for m in MODES} for r in csv.DictReader(rows)}
    study = os.path.join(work, "roads.gpkg")
    if os.path.exists(study):
        os.remove(study)
    heights = Heights(tile) if tile else None
    asked = ["--roads", file]
    if tile:
        w, s = heights.west, heights.south
        square = [[w, s], [w + 1, s], [w + 1, s + 1], [w, s + 1], [w, s]]
        areas = os.path.join(work, "areas.geojson")
        with open(areas, "w") as out:
            json.dump({"type": "FeatureCollection", "features": [{
                "type": "Feature", "properties": {"code": "590101", "name_th": "หนองยาว"},
                "geometry": {"type": "Polygon", "coordinates": [square]}}]}, out)
        asked += ["--areas", areas, "--elevation", tile]
    made = subprocess.run([cli, "-q", "import", "--into", study, *asked, "--accept"], stdout=subprocess.DEVNULL)
    if made.returncode not in (0, 4):
        sys.exit(f"import of {file}: {made.returncode}")
    nodes, ways = read_opl(file)
    wrong = 0
    for mode in ["walk"] if tile else MODES:
        arcs = network(nodes, ways, mode, table, heights)
        chance = random.Random(mode + os.path.basename(file))
        used = sorted(arcs)
        # Half of the trips are short, so that junctions and one-ways nearby are passed; half go anywhere.
        pairs = []
        while len(pairs) < count * 3:
            a = chance.choice(used)
            b = chance.choice(used)
            if len(pairs) % 2 == 0:
                b = a
                for _ in range(chance.randrange(5, 60)):
                    b = chance.choice(arcs[b])[0] if arcs[b] else b
            if a != b:
                pairs.append((a, b))
        found = trips(cli, study, mode, [(nodes[a], nodes[b]) for a, b in pairs], work, () if tile else ("--flat",))
        same = near = reached = left_out = 0
        for (a, b), trip in zip(pairs, found):
            if same + near >= count:
                break
            if trip["status"] == "off_network" or (trip["status"] == "reached" and trip["walk_mm"] != "0"):
                left_out += 1  # nobody joins a road there: a motorway, a ferry, a one-way end of the file
                continue
            own = dijkstra(arcs, a, b)
            if (own is None) != (trip["status"] != "reached"):
                if own is not None:
                    left_out += 1  # the place was put beside a one-way end
                    continue
                wrong += 1
                print(f"  {mode}: {a} -> {b}: own {own}, program {trip['status']}")
                continue
            if own is None:
                same += 1
                continue
            reached += 1
            ms = int(trip["time_ms"])
            if own[0] == ms and own[1] == int(trip["length_mm"]):
                same += 1
            elif abs(own[0] - ms) <= (max(20, own[0] * 1e-5) if tile else 2):  # a length at the half of a millimetre
                near += 1  # and heights in 32 bits
            else:
                wrong += 1
                print(f"  {mode}: {a} -> {b}: own {own[0]} ms {own[1]} mm, program {ms} ms {trip['length_mm']} mm")
        if same + near < count:
            wrong += 1
        print(f"{os.path.basename(file)} {mode}: {same} of {same + near} trips the same to the ms and mm"
              f" ({reached} reached), {near} within {'1 in 100,000' if tile else '2 ms'}, {left_out} not comparable")
    return wrong


def doubled_spots(file):
    """Where several nodes lie on one another: a trip there may set out on any of their roads."""
    seen, twice = set(), set()
    for spot in read_opl(file)[0].values():
        (twice if spot in seen else seen).add(spot)
    return twice


def against_csv(cli, work, study, count, file=None):
    import numpy as np
    from scipy.sparse import csr_matrix
    from scipy.sparse.csgraph import dijkstra as scipy_dijkstra
    wrong = 0
    doubled = doubled_spots(file) if file else set()
    for mode in MODES + ["songthaew", "school_van"]:
        folder = os.path.join(work, "network")
        subprocess.run([cli, "-q", "network", study, "--mode", mode, "--flat", "--out", folder], check=True, stdout=subprocess.DEVNULL)
        with open(os.path.join(folder, "nodes.csv"), encoding="utf-8-sig", newline="") as rows:
            at = [(float(r["lon"]), float(r["lat"])) for r in csv.DictReader(rows)]
        tails, heads, ms, mm, boarded = [], [], [], [], set()
        with open(os.path.join(folder, "edges.csv"), encoding="utf-8-sig", newline="") as rows:
            for r in csv.DictReader(rows):
                tails.append(int(r["from"])), heads.append(int(r["to"]))
                ms.append(int(r["time_ms"])), mm.append(int(r["length_mm"]))
                if r["class"] == "board":
                    boarded.add(int(r["to"]))
        tails, heads = np.array(tails), np.array(heads)
        chance = random.Random(mode)
        where = {}
        for n, spot in enumerate(at):
            if n not in boarded:
                where.setdefault(spot, []).append(n)
        alone = [n for n in range(len(at)) if n not in boarded and where[at[n]] == [n] and at[n] not in doubled]
        ends = [chance.choice(alone) for _ in range(150)]
        pairs = [(chance.choice(alone), e) for e in ends for _ in range(count // 100)]
        for what, costs, extra in (("time_ms", np.array(ms), ()), ("length_mm", np.array(mm), ("--shortest",))):
            # Parallel arcs: the least; scipy adds them up.  Searched backwards, from the ends.
            order = np.lexsort((costs, heads, tails))
            t, h, c = tails[order], heads[order], costs[order]
            first = np.ones(len(t), bool)
            first[1:] = (t[1:] != t[:-1]) | (h[1:] != h[:-1])
            graph = csr_matrix((c[first].astype(float), (h[first], t[first])), shape=(len(at), len(at)))
            rows = sorted(set(ends))
            best = dict(zip(rows, scipy_dijkstra(graph, indices=rows)))
            found = trips(cli, study, mode, [(at[a], at[b]) for a, b in pairs], work, ("--flat", *extra))
            same = reached = left_out = 0
            for (a, b), trip in zip(pairs, found):
                if same >= count:
                    break
                own = best[b][a]
                if trip["status"] == "off_network" or (trip["status"] == "reached" and trip["walk_mm"] != "0"):
                    left_out += 1
                elif trip["status"] != "reached" and not math.isinf(own):
                    left_out += 1  # the place was put beside a one-way end
                elif math.isinf(own) != (trip["status"] != "reached") or (trip["status"] == "reached" and own != int(trip[what])):
                    wrong += 1
                    print(f"  {mode}: {a} -> {b}: scipy {own}, program {trip}")
                else:
                    same += 1
                    reached += 0 if math.isinf(own) else 1
            if same < count:
                wrong += 1
            print(f"{os.path.basename(study)} {mode} {what}: {same} pairs the same ({reached} reached), {left_out} not comparable;"
                  f" {len(at)} nodes, {len(tails)} arcs")
    return wrong


if __name__ == "__main__":
    command, folder, kind = sys.argv[1:4]
    os.makedirs(folder, exist_ok=True)
    if kind == "pbf":
        bad = against_pbf(command, folder, sys.argv[4], sys.argv[5], int(sys.argv[6]) if len(sys.argv) > 6 else 200)
    elif kind == "slope":
        bad = against_pbf(command, folder, sys.argv[4], sys.argv[5], int(sys.argv[7]) if len(sys.argv) > 7 else 200, sys.argv[6])
    else:
        bad = against_csv(command, folder, sys.argv[4], int(sys.argv[5]) if len(sys.argv) > 5 else 10000,
                          sys.argv[6] if len(sys.argv) > 6 else None)
    sys.exit(1 if bad else 0)
