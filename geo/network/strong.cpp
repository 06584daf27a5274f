#include "geo/network/strong.h"

#include <algorithm>

namespace geo {
namespace {

constexpr std::uint32_t unseen = 0xffffffffU;

/// Marks what `csr` leads to from the marked nodes.
void spread(const Csr& csr, std::vector<bool>& marked) {
    std::vector<std::uint32_t> waiting;
    for (std::uint32_t n = 0; n < marked.size(); ++n)
        if (marked[n]) waiting.push_back(n);
    while (!waiting.empty()) {
        const std::uint32_t node = waiting.back();
        waiting.pop_back();
        for (std::uint32_t a = csr.first[node]; a < csr.first[node + 1]; ++a) {
            const std::uint32_t head = csr.time_ms[a].head;
            if (marked[head]) continue;
            marked[head] = true;
            waiting.push_back(head);
        }
    }
}

bool is_before(LonLat a, LonLat b) {
    return a.lon != b.lon ? a.lon < b.lon : a.lat < b.lat;
}

/// The largest part of each component: that of most road nodes, of equal ones that with the westernmost; so
/// that it is the same part however chains were joined.
std::vector<std::uint32_t> cores(const Network& network, const std::vector<std::uint32_t>& part,
                                 std::uint32_t components) {
    const auto nodes = static_cast<std::uint32_t>(network.node.size());
    std::vector<std::uint32_t> size(nodes, 0), most(components, 0);
    for (const std::uint32_t p : part) ++size[p];
    const auto within = [&](const Edge& e) {
        return (e.forward_ms != 0 || e.backward_ms != 0) && part[e.from] == part[e.to];
    };
    for (const Edge& e : network.edges)
        if (within(e)) size[part[e.from]] += e.count - 2;
    std::vector<std::uint32_t> core(components, unseen);
    std::vector<bool> tied(components, false);
    for (std::uint32_t n = 0; n < nodes; ++n) {
        const std::uint32_t c = network.component[n], now = size[part[n]];
        if (now > most[c]) {
            most[c] = now;
            core[c] = part[n];
            tied[c] = false;
        } else if (now == most[c] && part[n] != core[c]) {
            tied[c] = true;
        }
    }
    // Nobody sees which of two single nodes it is.
    std::vector<LonLat> least(components, {1000, 1000});
    const auto offer = [&](std::uint32_t node, LonLat at) {
        const std::uint32_t c = network.component[node];
        if (!tied[c] || most[c] == 1 || size[part[node]] != most[c] || !is_before(at, least[c])) return;
        least[c] = at;
        core[c] = part[node];
    };
    for (std::uint32_t n = 0; n < nodes; ++n) offer(n, network.node[n]);
    for (const Edge& e : network.edges)
        if (within(e) && tied[network.component[e.from]])
            for (std::uint32_t i = 0; i < e.count; ++i) offer(e.from, network.shape[e.first + i]);
    return core;
}

}  // namespace

std::vector<std::uint32_t> strong_parts(const Csr& out) {
    const auto nodes = static_cast<std::uint32_t>(out.first.size() - 1);
    std::vector<std::uint32_t> part(nodes, unseen);
    std::vector<std::uint32_t> seen(nodes, unseen);  // the order of the first visit
    std::vector<std::uint32_t> low(nodes, 0);
    std::vector<std::uint32_t> open;  // visited, without a part yet
    std::vector<HeadCost> path;       // node, and its next arc
    std::uint32_t visits = 0;
    std::uint32_t parts = 0;
    const auto enter = [&](std::uint32_t node) {
        seen[node] = low[node] = visits++;
        open.push_back(node);
        path.push_back({node, out.first[node]});
    };
    for (std::uint32_t start = 0; start < nodes; ++start) {
        if (seen[start] != unseen) continue;
        enter(start);
        while (!path.empty()) {
            auto& [node, arc] = path.back();
            if (arc < out.first[node + 1]) {
                const std::uint32_t head = out.time_ms[arc++].head;
                if (seen[head] == unseen)
                    enter(head);
                else if (part[head] == unseen)
                    low[node] = std::min(low[node], seen[head]);
                continue;
            }
            const std::uint32_t done = node;
            path.pop_back();
            if (!path.empty()) low[path.back().head] = std::min(low[path.back().head], low[done]);
            if (low[done] != seen[done]) continue;
            while (part[done] == unseen) {
                part[open.back()] = parts;
                open.pop_back();
            }
            ++parts;
        }
    }
    return part;
}

void mark_strong(Network& network) {
    const auto nodes = static_cast<std::uint32_t>(network.node.size());
    const std::vector<std::uint32_t> part = strong_parts(network.out);
    std::vector<std::uint32_t> size(nodes, 0);
    for (const std::uint32_t p : part) ++size[p];
    std::uint32_t components = 0;
    for (const std::uint32_t c : network.component) components = std::max(components, c + 1);
    const std::vector<std::uint32_t> core = cores(network, part, components);
    // A single node is a core only where one comes round to it again.
    network.has_core.assign(components, false);
    for (std::uint32_t n = 0; n < nodes; ++n) {
        const std::uint32_t c = network.component[n];
        if (part[n] != core[c]) continue;
        bool round = size[part[n]] > 1;
        for (std::uint32_t a = network.out.first[n]; a < network.out.first[n + 1]; ++a)
            round = round || network.out.time_ms[a].head == n;
        if (round) network.has_core[c] = true;
    }
    network.report.strongly_connected = network.report.one_way_ends = 0;
    network.leads_in.assign(nodes, false);
    for (std::uint32_t n = 0; n < nodes; ++n) {
        const std::uint32_t c = network.component[n];
        network.leads_in[n] = network.has_core[c] && part[n] == core[c];
        network.report.strongly_connected =
            std::max<std::size_t>(network.report.strongly_connected, size[part[n]]);
    }
    network.leads_out = network.leads_in;
    spread(network.in, network.leads_in);
    spread(network.out, network.leads_out);
    for (std::uint32_t n = 0; n < nodes; ++n)
        if (!network.leads_in[n] || !network.leads_out[n]) ++network.report.one_way_ends;
}

}  // namespace geo
