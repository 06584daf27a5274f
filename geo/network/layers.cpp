#include "geo/network/chains_private.h"

#include <utility>

namespace geo {
namespace {

bool is_open(const Edge& edge) {
    return edge.forward_ms != 0 || edge.backward_ms != 0;
}

/// The points of an edge once more, with the times of the vehicle.
void take_points(const Network& from, const EdgeRides& rides, const Edge& edge, bool ridden, Network& to) {
    for (std::uint32_t p = edge.first; p < edge.first + edge.count; ++p) {
        to.shape.push_back(from.shape[p]);
        to.shape_node.push_back(from.shape_node[p]);
        to.along.push_back({from.along[p].length_mm, ridden ? rides.along_ms[p] : from.along[p].time_ms});
        // A vehicle takes as long back as forward.
        if (!from.back_ms.empty()) to.back_ms.push_back(ridden ? rides.along_ms[p] : from.back_ms[p]);
    }
}

}  // namespace

void split_layers(Network& network, const EdgeRides& rides) {
    Network out;
    std::vector<Transfer> at(network.node.size(), {no_edge, no_edge});
    for (std::size_t e = 0; e < network.edges.size(); ++e)
        for (const std::uint32_t node : {network.edges[e].from, network.edges[e].to}) {
            if (is_open(network.edges[e])) at[node].on_foot = 0;
            if (rides.edges[e].open()) at[node].ridden = 0;
        }
    for (std::uint32_t n = 0; n < at.size(); ++n) {
        for (std::uint32_t* layer : {&at[n].on_foot, &at[n].ridden}) {
            if (*layer == no_edge) continue;
            *layer = static_cast<std::uint32_t>(out.node.size());
            out.node.push_back(network.node[n]);
        }
        if (at[n].on_foot != no_edge && at[n].ridden != no_edge) out.transfers.push_back(at[n]);
    }
    for (std::size_t e = 0; e < network.edges.size(); ++e) {
        const bool walked = is_open(network.edges[e]), ridden = rides.edges[e].open();
        for (const bool layer : {false, true}) {
            if (!(layer ? ridden : walked)) continue;
            Edge edge = network.edges[e];
            edge.from = layer ? at[edge.from].ridden : at[edge.from].on_foot;
            edge.to = layer ? at[edge.to].ridden : at[edge.to].on_foot;
            edge.first = static_cast<std::uint32_t>(out.shape.size());
            edge.ridden = layer;
            if (layer) {
                edge.forward_ms = rides.edges[e].forward_ms;
                edge.backward_ms = rides.edges[e].backward_ms;
                edge.walkable = false;
            }
            take_points(network, rides, network.edges[e], layer, out);
            const auto own = static_cast<std::uint32_t>(out.edges.size());
            out.edges.push_back(edge);
            out.twin.push_back(!layer && ridden ? own + 1 : no_edge);
        }
    }
    network.node = std::move(out.node);
    network.edges = std::move(out.edges);
    network.shape = std::move(out.shape);
    network.shape_node = std::move(out.shape_node);
    network.along = std::move(out.along);
    network.back_ms = std::move(out.back_ms);
    network.transfers = std::move(out.transfers);
    network.twin = std::move(out.twin);
}

}  // namespace geo
