"""The nearest place of every node by scipy, on the graphs that `bench` wrote (see write_graph in network_bench.cpp).

scipy_nearest.py GRAPHS RUNS PEERS   for each folder of GRAPHS a line of PEERS: "scipy, NAME", the median milliseconds
Says how many costs differ from ours: there must be none.
"""
import statistics
import sys
import time
from pathlib import Path

import numpy
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra

graphs, runs, peers = Path(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3])
for folder in sorted(graphs.iterdir()):
    def read(name):
        return numpy.fromfile(folder / name, dtype=numpy.uint32)

    first, head, weight, places, ours = map(read, ["first", "head", "weight", "places", "cost"])
    nodes = len(first) - 1
    graph = csr_matrix((weight.astype(numpy.float64), head.astype(numpy.int32), first.astype(numpy.int32)),
                       shape=(nodes, nodes))
    places = numpy.unique(places.astype(numpy.int32))
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        cost, _, owner = dijkstra(graph, directed=True, indices=places, min_only=True, return_predecessors=True)
        times.append(1000 * (time.perf_counter() - start))
    no_cost = 0xFFFFFFFF
    theirs = numpy.where(numpy.isinf(cost), no_cost, cost).astype(numpy.uint64)
    differences = int(numpy.count_nonzero(theirs != ours))
    print(f"{folder.name}: {nodes} nodes, {len(head)} arcs, {len(places)} places, {differences} differences",
          file=sys.stderr)
    if differences:
        sys.exit(1)
    with peers.open("a") as out:
        out.write(f"scipy, {folder.name}\t{statistics.median(times):.3f}\n")
