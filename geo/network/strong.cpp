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
    // The core of each component: its largest part, of equal ones that with the first node.
    std::uint32_t components = 0;
    for (const std::uint32_t c : network.component) components = std::max(components, c + 1);
    std::vector<std::uint32_t> core(components, unseen);
    for (std::uint32_t n = 0; n < nodes; ++n) {
        std::uint32_t& of = core[network.component[n]];
        if (of == unseen || size[part[n]] > size[of]) of = part[n];
    }
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
