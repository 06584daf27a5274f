#include "geo/base/parallel.h"
#include "geo/network/groups.h"
#include "geo/network/hang.h"
#include "geo/network/network.h"
#include "geo/network/strong.h"

#include <algorithm>
#include <array>
#include <functional>
#include <numeric>

namespace geo {
namespace {

Csr csr_of(const Network& network, bool outgoing) {
    Csr csr;
    const auto each = [&](auto&& visit) {
        for (const Edge& e : network.edges) {
            if (e.forward_ms != 0)
                visit(outgoing ? e.from : e.to, outgoing ? e.to : e.from, e.forward_ms, e.length_mm);
            if (e.backward_ms != 0)
                visit(outgoing ? e.to : e.from, outgoing ? e.from : e.to, e.backward_ms, e.length_mm);
        }
        const std::uint32_t board = board_ms(network.profile);
        for (const Transfer& t : network.transfers) {
            visit(outgoing ? t.on_foot : t.ridden, outgoing ? t.ridden : t.on_foot, board, 0U);
            visit(outgoing ? t.ridden : t.on_foot, outgoing ? t.on_foot : t.ridden, 0U, 0U);
        }
    };
    csr.first.assign(network.node.size() + 1, 0);
    each([&](std::uint32_t tail, std::uint32_t, std::uint32_t, std::uint32_t) { ++csr.first[tail + 1]; });
    std::partial_sum(csr.first.begin(), csr.first.end(), csr.first.begin());
    csr.time_ms.resize(csr.first.back());
    csr.length_mm.resize(csr.first.back());
    auto next = csr.first;
    each([&](std::uint32_t tail, std::uint32_t head, std::uint32_t ms, std::uint32_t mm) {
        const std::uint32_t at = next[tail]++;
        csr.time_ms[at] = {head, ms};
        csr.length_mm[at] = mm;
    });
    return csr;
}

void number_components(Network& network) {
    Groups groups(network.node.size());
    for (const Edge& e : network.edges)
        if (e.forward_ms != 0 || e.backward_ms != 0) groups.join(e.from, e.to);
    for (const Transfer& t : network.transfers) groups.join(t.on_foot, t.ridden);
    std::vector<std::uint32_t> size(network.node.size(), 0);
    for (std::uint32_t n = 0; n < network.node.size(); ++n) ++size[groups.root(n)];
    std::vector<std::uint32_t> roots;
    for (std::uint32_t n = 0; n < network.node.size(); ++n)
        if (size[n] > 0) roots.push_back(n);
    std::stable_sort(roots.begin(), roots.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return size[a] > size[b]; });
    std::vector<std::uint32_t> number(network.node.size(), 0);
    for (std::size_t i = 0; i < roots.size(); ++i) number[roots[i]] = static_cast<std::uint32_t>(i);
    network.component.resize(network.node.size());
    for (std::uint32_t n = 0; n < network.node.size(); ++n) network.component[n] = number[groups.root(n)];
}

void index_edges(Network& network) {
    const Network* base = network.edited_from == nullptr ? nullptr : network.edited_from->base.get();
    const std::size_t first = base == nullptr ? 0 : base->edges.size();
    std::vector<Box> boxes(network.edges.size() - first);
    for (std::size_t b = 0; b < boxes.size(); ++b) {
        const Edge& edge = network.edges[first + b];
        if (!edge.walkable) continue;
        for (std::uint32_t i = 0; i < edge.count; ++i) boxes[b].add(network.shape[edge.first + i]);
    }
    if (base == nullptr) {
        network.edge_index = std::make_shared<const BoxIndex>(boxes);
    } else {
        network.edge_index = base->edge_index;
        network.added_index = BoxIndex(boxes);
    }
}

}  // namespace

void connect(Network& network) {
    // Four parts of the network that none of the others reads.
    const std::array<std::function<void()>, 4> parts = {
        [&] { network.out = csr_of(network, true); }, [&] { network.in = csr_of(network, false); },
        [&] { number_components(network); }, [&] { index_edges(network); }};
    parallel_for(parts.size(), 1, [&](std::size_t from, std::size_t) { parts.at(from)(); });
    mark_strong(network);
}

}  // namespace geo
