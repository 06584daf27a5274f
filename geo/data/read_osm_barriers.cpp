// Waters of an OpenStreetMap file: rivers, canals and standing water, by libosmium as the roads
// (read_roads.h).
#include "geo/base/figures.h"
#include "geo/data/file_content.h"
#include "geo/data/read_barriers.h"

#include <osmium/handler.hpp>
#include <osmium/io/pbf_input.hpp>
#include <osmium/io/xml_input.hpp>
#include <osmium/visitor.hpp>

#include <algorithm>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

namespace geo {
namespace {

/// What tags say of a way or a relation; nothing where they say nothing of water.
template <class Tags>
std::optional<BarrierWord> osm_water(const Tags& tags) {
    for (const char* key : {"waterway", "natural", "landuse"}) {
        const char* value = tags[key];
        if (value == nullptr) continue;
        const auto word = barrier_word(value);
        if (word == BarrierWord::water || word == BarrierWord::small) return word;
    }
    return std::nullopt;
}

struct OsmWater {
    std::int64_t id = 0;
    BarrierWord word = BarrierWord::water;
    bool area = false, covered = false;
    std::string name;
    std::vector<std::int64_t> nodes;
};

/// Lines that make up the edges of waters.
class OsmWaterRelations : public osmium::handler::Handler {
public:
    explicit OsmWaterRelations(std::unordered_set<std::int64_t>& edges) : edges_(edges) {}
    void relation(const osmium::Relation& relation) {
        const char* type = relation.tags()["type"];
        if (type == nullptr || std::string_view{type} != "multipolygon") return;
        if (osm_water(relation.tags()) != BarrierWord::water) return;
        for (const auto& member : relation.members())
            if (member.type() == osmium::item_type::way) edges_.insert(member.ref());
    }

private:
    std::unordered_set<std::int64_t>& edges_;
};

class OsmWaterWays : public osmium::handler::Handler {
public:
    OsmWaterWays(const std::unordered_set<std::int64_t>& edges, std::vector<OsmWater>& out)
        : edges_(edges), out_(out) {}
    void way(const osmium::Way& way) {
        auto word = osm_water(way.tags());
        const bool edge = edges_.contains(way.id());
        if (edge && word != BarrierWord::water) word = BarrierWord::water;
        if (!word) return;
        OsmWater one;
        one.id = way.id();
        one.word = *word;
        const char* tunnel = way.tags()["tunnel"];
        one.covered = tunnel != nullptr && std::string_view{tunnel} != "no";
        // A line that flows round an island is none.
        const char* flows = way.tags()["waterway"];
        const bool line =
            flows != nullptr && std::string_view{flows} != "riverbank" && std::string_view{flows} != "dock";
        const char* natural = way.tags()["natural"];
        const bool coast = natural != nullptr && std::string_view{natural} == "coastline";
        one.area = !edge && !line && !coast && way.nodes().size() > 3 && way.is_closed();
        for (const char* key : {"name:th", "name"})
            if (const char* name = way.tags()[key]; name != nullptr && one.name.empty()) one.name = name;
        for (const auto& node : way.nodes()) one.nodes.push_back(node.ref());
        out_.push_back(std::move(one));
    }

private:
    const std::unordered_set<std::int64_t>& edges_;
    std::vector<OsmWater>& out_;
};

class OsmWaterNodes : public osmium::handler::Handler {
public:
    explicit OsmWaterNodes(std::unordered_map<std::int64_t, std::optional<LonLat>>& at) : at_(at) {}
    void node(const osmium::Node& node) {
        const auto wanted = at_.find(node.id());
        if (wanted == at_.end() || !node.location().valid()) return;
        wanted->second = LonLat{node.location().lon(), node.location().lat()};
    }

private:
    std::unordered_map<std::int64_t, std::optional<LonLat>>& at_;
};

template <class Handler>
bool pass_over(const std::string& file, osmium::osm_entity_bits::type what, Handler& handler,
               const Progress& progress) {
    const osmium::io::File input{file, magic_of(file) == Magic::osm_pbf ? "pbf" : "xml"};
    osmium::io::Reader reader{input, what};
    const auto size = static_cast<double>(std::max<std::size_t>(1, reader.file_size()));
    while (osmium::memory::Buffer buffer = reader.read()) {
        if (progress.cancelled()) {
            reader.close();
            return false;
        }
        osmium::apply(buffer, handler);
        progress.at(static_cast<double>(reader.offset()) / size);
    }
    reader.close();
    return true;
}

/// The pieces of a water between nodes that the file does not have.
std::vector<Barrier> osm_barriers(const OsmWater& water,
                                  const std::unordered_map<std::int64_t, std::optional<LonLat>>& at) {
    std::vector<Barrier> out;
    std::vector<LonLat> line;
    bool whole = true;
    const auto finish = [&] {
        if (line.size() >= 2) {
            Barrier one;
            one.name = water.name;
            one.lines.push_back(line);
            out.push_back(std::move(one));
        }
        line.clear();
    };
    for (const std::int64_t node : water.nodes) {
        const auto& spot = at.at(node);
        if (spot) {
            line.push_back(*spot);
            continue;
        }
        whole = false;
        finish();
    }
    finish();
    if (water.area && whole && out.size() == 1 && out.front().lines.front().size() > 3) {
        out.front().filled = true;
        out.front().lines.front().pop_back();
    }
    return out;
}

}  // namespace

Result<std::vector<Barrier>> read_osm_barriers(const std::string& file, const ImportOptions& options,
                                               ImportReport& report, const Progress& progress) {
    const Decision* said = decision_for(options.reading, "barrier_small", 0);
    const bool takes_small = said != nullptr && said->choice == "take_small_waters";
    try {
        std::unordered_set<std::int64_t> edges;
        OsmWaterRelations relations{edges};
        std::vector<OsmWater> waters;
        OsmWaterWays ways{edges, waters};
        std::unordered_map<std::int64_t, std::optional<LonLat>> at;
        OsmWaterNodes nodes{at};
        if (!pass_over(file, osmium::osm_entity_bits::relation, relations, progress.part(0, 0.3)) ||
            !pass_over(file, osmium::osm_entity_bits::way, ways, progress.part(0.3, 0.6)))
            return fail(Fault::cancelled, file);
        if (waters.empty()) return fail(Fault::empty, file);
        for (const OsmWater& water : waters)
            for (const std::int64_t node : water.nodes) at.emplace(node, std::nullopt);
        if (!pass_over(file, osmium::osm_entity_bits::node, nodes, progress.part(0.6, 0.95)))
            return fail(Fault::cancelled, file);
        std::vector<Barrier> out;
        SmallWaters small(takes_small);
        std::int64_t covered = 0, first_covered = 0;
        std::sort(waters.begin(), waters.end(),
                  [](const OsmWater& a, const OsmWater& b) { return a.id < b.id; });
        for (const OsmWater& water : waters) {
            ++report.rows_in;
            std::vector<Barrier> pieces = osm_barriers(water, at);
            if (water.covered && covered++ == 0) first_covered = water.id;
            if (pieces.empty())
                report.problems.push_back({"no_barrier_shape", file, "", water.id, "", "", ""});
            if (water.covered || pieces.empty() ||
                small.leaves_out(water.word == BarrierWord::small, pieces, water.id)) {
                ++report.rows_rejected;
                continue;
            }
            ++report.rows_loaded;
            out.insert(out.end(), std::make_move_iterator(pieces.begin()),
                       std::make_move_iterator(pieces.end()));
        }
        small.tell(file, "", report);
        if (covered > 0)
            report.warnings.push_back({"barrier_covered", file, "", first_covered, "", "", grouped(covered)});
        return out;
    } catch (const std::exception& problem) {
        return fail(Fault::unreadable, file, problem.what());
    }
}

}  // namespace geo
