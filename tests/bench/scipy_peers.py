"""What scipy makes of the graphs and questions that `bench` wrote (written_graph.h): nearest places, areas, a matrix.

scipy_peers.py GRAPHS RUNS SAMPLE PEERS   appends lines "scipy nearest/NAME <tab> milliseconds <tab> differences".
Where it searches from one place after the other on more than 20,000 nodes, SAMPLE of the places are timed and the
time is multiplied; of these the answers are compared too.
"""
import statistics
import sys
import time
from pathlib import Path

import numpy
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra

graphs, runs, sample, peers = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), Path(sys.argv[4])
no_cost = 0xFFFFFFFF
at_a_time = 10  # an array of all nodes for each


def clock(work):
    start = time.perf_counter()
    found = work()
    return found, 1000 * (time.perf_counter() - start)


def tell(what, ms, differences, of=""):
    print(f"scipy {what}: {ms:.0f} ms, {differences} differences{of}", file=sys.stderr)
    with peers.open("a") as out:
        out.write(f"scipy {what}\t{ms:.3f}\t{differences}\n")


def whole(cost):
    return numpy.where(numpy.isinf(cost), no_cost, cost).astype(numpy.uint64)


class Graph:
    def __init__(self, folder):
        self.folder = folder
        self.first, self.head = self.read("first"), self.read("head")
        self.nodes = len(self.first) - 1

    def has(self, name):
        return (self.folder / name).exists()

    def read(self, name, kind=numpy.uint32):
        return numpy.fromfile(self.folder / name, dtype=kind)

    def matrix(self, measure):
        return csr_matrix((self.read(measure).astype(numpy.float64), self.head.astype(numpy.int32),
                           self.first.astype(numpy.int32)), shape=(self.nodes, self.nodes))

    def sampled(self, places):
        return places[:sample] if self.nodes > 20_000 else places


def nearest(graph):
    by_time, places = graph.matrix("time_ms"), numpy.unique(graph.read("nearest_places").astype(numpy.int32))
    times = []
    for _ in range(runs):
        (cost, _, _), ms = clock(lambda: dijkstra(by_time, indices=places, min_only=True, return_predecessors=True))
        times.append(ms)
    differences = numpy.count_nonzero(whole(cost) != graph.read("nearest_cost"))
    tell(f"nearest/{graph.folder.name}", statistics.median(times), differences)


def areas(graph, measure, words, limit):
    by, places = graph.matrix(measure), graph.read("area_places").astype(numpy.int32)
    ours = graph.read(f"area_{measure}", numpy.uint64).reshape(-1, 2)
    asked, total, differences = graph.sampled(places), 0, 0
    factor = 1 + numpy.arange(graph.nodes, dtype=numpy.uint64) % 1009
    for at in range(0, len(asked), at_a_time):
        found, ms = clock(lambda: dijkstra(by, indices=asked[at:at + at_a_time], limit=limit))
        total += ms
        for row, expected in zip(found, ours[at:]):
            inside = numpy.isfinite(row)
            sums = [numpy.count_nonzero(inside), (row[inside].astype(numpy.uint64) * factor[inside]).sum()]
            differences += int(sums[0] != expected[0] or sums[1] != expected[1])
    tell(f"areas/{graph.folder.name}/{words}", total * len(places) / len(asked), differences, f" of {len(asked)}")


def matrix(graph):
    by_time, places = graph.matrix("time_ms"), graph.read("area_places").astype(numpy.int32)
    ours = graph.read("matrix_time_ms").reshape(len(places), len(places))
    asked, total, differences = graph.sampled(places), 0, 0
    for at in range(0, len(asked), at_a_time):
        found, ms = clock(lambda: dijkstra(by_time, indices=asked[at:at + at_a_time]))
        total += ms
        differences += numpy.count_nonzero(whole(found[:, places]) != ours[at:at + at_a_time])
    tell(f"matrix/{graph.folder.name}", total * len(places) / len(asked), differences, f" in {len(asked)} rows")


for folder in sorted(graphs.iterdir()):
    graph = Graph(folder)
    if graph.has("nearest_cost"):
        nearest(graph)
    if graph.has("area_length_mm"):
        areas(graph, "length_mm", "5km", 5_000_000)
    if graph.has("area_time_ms"):
        areas(graph, "time_ms", "30min", 1_800_000)
    if graph.has("matrix_time_ms"):
        matrix(graph)
