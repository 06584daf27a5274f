#include "geo/network/nearest.h"

#include "geo/base/parallel.h"
#include "geo/network/bucket_queue_private.h"
#include "geo/network/hang.h"
#include "geo/network/trip_private.h"

#include <algorithm>
#include <memory>
#include <mutex>
#include <numeric>

namespace geo {
namespace {

/// Cost and owner as one number, so that "cheaper, or as cheap with the smaller id" is one comparison.
using Key = std::uint64_t;
constexpr Key no_key = ~Key{0};

Key key_of(std::uint32_t cost, std::uint32_t owner) {
    return Key{cost} << 32U | owner;
}
std::uint32_t cost_of(Key key) {
    return static_cast<std::uint32_t>(key >> 32U);
}

/// A better label for a node, on its way.
struct Offer {
    std::uint32_t node = 0;
    std::uint32_t other = 0;
    Key key = no_key;
};

struct Graph {
    const std::vector<std::uint32_t>& first;
    std::span<const HeadCost> arc;
    const Csr& csr;
    bool by_time;
    std::uint32_t other_of(std::uint32_t arc_number) const {
        return by_time ? csr.length_mm[arc_number] : csr.time_ms[arc_number].cost;
    }
};

/// The labels, in contiguous ranges of nodes that lie near each other (nodes are in Hilbert order).  A range
/// is searched by one thread at a time; what leaves it waits for the next round.  The labels are the one
/// least solution, so neither the ranges nor the order of visits shows in them.
class Search {
public:
    Search(const Graph& graph, std::size_t nodes)
        : graph_(graph),
          size_((nodes + ranges_of(nodes) - 1) / ranges_of(nodes)),
          key_(nodes, no_key),
          other_(nodes, no_cost) {
        ranges_.resize((nodes + size_ - 1) / size_);
        for (Range& range : ranges_) {
            range.out.resize(ranges_.size());
            range.next.resize(ranges_.size());
        }
        choose_width();
    }

    void seed(const Offer& offer) { ranges_[offer.node / size_].seeds.push_back(offer); }

    bool run(const Progress& progress) {
        std::vector<std::uint32_t> active;
        for (double round = 0;; ++round) {
            active.clear();
            std::size_t offers = 0;
            for (std::uint32_t r = 0; r < ranges_.size(); ++r) {
                const std::size_t waiting = waiting_for(r);
                offers += waiting;
                if (waiting > 0) active.push_back(r);
            }
            if (active.empty()) return true;
            // Few offers: starting threads would cost more than they save.
            parallel_for(active.size(), offers < few ? active.size() : 1,
                         [&](std::size_t from, std::size_t to) {
                             for (std::size_t i = from; i < to && !progress.cancelled(); ++i)
                                 search(active[i]);
                         });
            if (progress.cancelled()) return false;
            for (Range& range : ranges_) {
                range.seeds.clear();
                for (auto& offers_to : range.out) offers_to.clear();
                range.out.swap(range.next);
            }
            progress.at((round + 1) / (round + 4));
        }
    }

    /// After run(); the search is over.
    NearestLabels take_labels() {
        NearestLabels out;
        out.cost.resize(key_.size());
        out.owner.resize(key_.size());
        parallel_for(key_.size(), std::size_t{1} << 16U, [&](std::size_t from, std::size_t to) {
            for (std::size_t n = from; n < to; ++n) {
                out.cost[n] = cost_of(key_[n]);
                out.owner[n] = static_cast<std::uint32_t>(key_[n]);
            }
        });
        out.other = std::move(other_);
        return out;
    }

private:
    static constexpr std::size_t most_ranges = 64;
    static constexpr std::size_t range_nodes = 16384;
    static constexpr std::size_t few = 2000;

    struct Range {
        std::vector<Offer> seeds;
        std::vector<std::vector<Offer>> out;   // to each range, of the round before
        std::vector<std::vector<Offer>> next;  // to each range, of this round
    };

    static std::size_t ranges_of(std::size_t nodes) {
        return std::clamp<std::size_t>(nodes / range_nodes, 1, most_ranges);
    }

    void choose_width() {
        constexpr std::size_t grain = std::size_t{1} << 18U;
        std::vector<std::uint64_t> sums(graph_.arc.size() / grain + 1, 0);
        parallel_for(graph_.arc.size(), grain, [&](std::size_t from, std::size_t to) {
            std::uint64_t sum = 0;
            for (std::size_t a = from; a < to; ++a) sum += graph_.arc[a].cost;
            sums[from / grain] = sum;
        });
        shift_ = bucket_shift(std::accumulate(sums.begin(), sums.end(), std::uint64_t{0}), graph_.arc.size());
    }

    std::unique_ptr<BucketQueue> borrow() {
        const std::lock_guard lock(queues_guard_);
        if (queues_.empty()) return std::make_unique<BucketQueue>(shift_);
        auto queue = std::move(queues_.back());
        queues_.pop_back();
        queue->restart();
        return queue;
    }
    void give_back(std::unique_ptr<BucketQueue> queue) {
        const std::lock_guard lock(queues_guard_);
        queues_.push_back(std::move(queue));
    }

    std::size_t waiting_for(std::uint32_t r) const {
        std::size_t count = ranges_[r].seeds.size();
        for (const Range& from : ranges_) count += from.out[r].size();
        return count;
    }

    /// Takes a label if it is better.
    bool take(const Offer& offer) {
        Key& key = key_[offer.node];
        if (offer.key > key || (offer.key == key && offer.other >= other_[offer.node])) return false;
        key = offer.key;
        other_[offer.node] = offer.other;
        return true;
    }

    void search(std::uint32_t r) {
        std::vector<HeadCost> begin;  // what came from outside, by cost
        const auto receive = [&](const std::vector<Offer>& offers) {
            for (const Offer& offer : offers)
                if (take(offer)) begin.push_back({offer.node, cost_of(offer.key)});
        };
        receive(ranges_[r].seeds);
        for (const Range& from : ranges_) receive(from.out[r]);
        std::sort(begin.begin(), begin.end(), [](const HeadCost& a, const HeadCost& b) {
            return a.cost != b.cost ? a.cost < b.cost : a.head < b.head;
        });
        std::unique_ptr<BucketQueue> queue = borrow();
        const auto fetch_node = [this](std::uint32_t node) {
            __builtin_prefetch(&key_[node]);
            __builtin_prefetch(&graph_.first[node]);
        };
        const auto fetch_arcs = [this](std::uint32_t node) {
            __builtin_prefetch(graph_.arc.data() + graph_.first[node]);
        };
        for (std::size_t next = 0; next < begin.size() || !queue->empty();) {
            // The next bucket that holds something, of those that wait and those that came from outside.
            std::uint64_t bucket =
                next < begin.size() ? queue->bucket_of(begin[next].cost) : ~std::uint64_t{0};
            if (!queue->empty()) bucket = std::min(bucket, queue->next_bucket());
            queue->go_to(bucket);
            for (; next < begin.size() && queue->bucket_of(begin[next].cost) == bucket; ++next)
                queue->push(begin[next].head, begin[next].cost);
            queue->drain(fetch_node, fetch_arcs, [&](HeadCost entry) {
                if (cost_of(key_[entry.head]) == entry.cost) relax(r, entry.head, *queue);
            });
        }
        give_back(std::move(queue));
    }

    void relax(std::uint32_t r, std::uint32_t node, BucketQueue& queue) {
        const std::size_t low = r * size_;
        const Key here = key_[node];
        const std::uint32_t other = other_[node];
        for (std::uint32_t a = graph_.first[node]; a < graph_.first[node + 1]; ++a) {
            const HeadCost arc = graph_.arc[a];
            const Key key = here + (Key{arc.cost} << 32U);
            if (key < here) continue;  // beyond 32 bits: no route that anybody would take
            if (arc.head - low < size_) {
                if (key > key_[arc.head]) continue;
                if (take({arc.head, cost_sum(other, graph_.other_of(a)), key}))
                    queue.push(arc.head, cost_of(key));
            } else {
                ranges_[r].next[arc.head / size_].push_back(
                    {arc.head, cost_sum(other, graph_.other_of(a)), key});
            }
        }
    }

    const Graph& graph_;
    std::size_t size_;
    std::vector<Key> key_;
    Column<std::uint32_t> other_;
    std::vector<Range> ranges_;
    unsigned shift_ = 0;
    std::mutex queues_guard_;
    std::vector<std::unique_ptr<BucketQueue>> queues_;
};

}  // namespace

Result<NearestLabels> nearest_of_nodes(const Network& network, std::span<const Snap> sources, Metric metric,
                                       const Progress& progress) {
    const Csr& csr = network.in;
    const bool by_time = metric == Metric::time;
    std::vector<HeadCost> by_length;
    if (!by_time) {
        by_length.resize(csr.time_ms.size());
        for (std::size_t a = 0; a < by_length.size(); ++a)
            by_length[a] = {csr.time_ms[a].head, csr.length_mm[a]};
    }
    const Graph graph{csr.first, by_time ? std::span(csr.time_ms) : std::span(by_length), csr, by_time};
    Search search(graph, network.node.size());
    std::vector<Ends> ends(sources.size());
    parallel_for(sources.size(), 1024, [&](std::size_t from, std::size_t to) {
        for (std::size_t s = from; s < to; ++s)
            if (sources[s].on_network()) ends[s] = arrivals(network, sources[s]);
    });
    for (std::uint32_t s = 0; s < sources.size(); ++s)
        for (const End& end : ends[s])
            search.seed({end.node, by_time ? end.length_mm : end.time_ms,
                         key_of(by_time ? end.time_ms : end.length_mm, s)});
    if (!search.run(progress)) return fail(Fault::cancelled);
    progress.at(1);
    return search.take_labels();
}

Result<std::vector<Trip>> nearest_trips(const Network& network, std::span<const Snap> sources,
                                        std::span<const Snap> points, Metric metric,
                                        const Progress& progress) {
    TRY(const NearestLabels nodes,
        nearest_of_nodes(network, sources, metric, progress.part(0, 0.8, "stage.search")));
    // Sources by edge, for trips that never leave their edge.
    std::vector<std::pair<std::uint32_t, std::uint32_t>> on_edge;
    for (std::uint32_t s = 0; s < sources.size(); ++s)
        if (sources[s].on_network()) on_edge.emplace_back(sources[s].edge, s);
    std::sort(on_edge.begin(), on_edge.end());

    const auto each_on_edge = [&](std::uint32_t edge, const auto& visit) {
        for (auto s = std::lower_bound(on_edge.begin(), on_edge.end(), std::make_pair(edge, 0U));
             s != on_edge.end() && s->first == edge; ++s)
            visit(s->second);
    };
    const LabelView labels{nodes.cost, nodes.other, nodes.owner, metric};
    std::vector<Trip> trips(points.size());
    parallel_for(points.size(), 1024, [&](std::size_t from, std::size_t to) {
        for (std::size_t i = from; i < to; ++i)
            trips[i] = trip_of(network, labels, sources, points[i], each_on_edge);
    });
    if (progress.cancelled()) return fail(Fault::cancelled);
    progress.at(1);
    return trips;
}

}  // namespace geo
