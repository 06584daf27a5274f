#include "geo/data/read_roads.h"

#include "geo/base/parallel.h"
#include "geo/data/file_content.h"
#include "geo/data/osm_tags.h"

#include <osmium/handler.hpp>
#include <osmium/io/pbf_input.hpp>
#include <osmium/io/xml_input.hpp>
#include <osmium/visitor.hpp>

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <utility>

namespace geo {
namespace {

struct Collected {
    std::vector<Way> ways;
    std::vector<std::int64_t> refs;
    std::int64_t turn_restrictions = 0;
};

/// First pass: the ways and the ids of their nodes.
class WayReader : public osmium::handler::Handler {
public:
    explicit WayReader(Collected& out) : out_(out) {}
    void way(const osmium::Way& way) {
        const osmium::TagList& tags = way.tags();
        Way made;
        if (!way_from_tags([&tags](const char* key) { return tags[key]; }, made)) return;
        made.id = way.id();
        made.first = static_cast<std::uint32_t>(out_.refs.size());
        made.count = static_cast<std::uint32_t>(way.nodes().size());
        for (const auto& ref : way.nodes()) out_.refs.push_back(ref.ref());
        out_.ways.push_back(made);
    }
    void relation(const osmium::Relation& relation) {
        const char* type = relation.tags()["type"];
        if (type != nullptr && std::string_view{type}.substr(0, 11) == "restriction")
            ++out_.turn_restrictions;
    }

private:
    Collected& out_;
};

/// Second pass: where the used nodes are.
class NodeReader : public osmium::handler::Handler {
public:
    NodeReader(const std::vector<std::int64_t>& ids, std::vector<LonLat>& at, std::vector<bool>& known)
        : ids_(ids), at_(at), known_(known) {}
    void node(const osmium::Node& node) {
        // Nodes come in the order of their ids, as a rule: most are a few places on from the one before.
        std::size_t step = 1;
        if (next_ == ids_.size() || ids_[next_] > node.id()) next_ = 0;
        while (next_ + step < ids_.size() && ids_[next_ + step] < node.id()) {
            next_ += step;
            step *= 2;
        }
        const auto from = ids_.begin() + static_cast<std::ptrdiff_t>(next_);
        const auto to = ids_.begin() + static_cast<std::ptrdiff_t>(std::min(ids_.size(), next_ + step + 1));
        next_ = static_cast<std::size_t>(std::lower_bound(from, to, node.id()) - ids_.begin());
        if (next_ == ids_.size() || ids_[next_] != node.id() || !node.location().valid()) return;
        at_[next_] = {node.location().lon(), node.location().lat()};
        known_[next_] = true;
    }

private:
    std::size_t next_ = 0;  ///< the first id that is not before that of the node before
    const std::vector<std::int64_t>& ids_;
    std::vector<LonLat>& at_;
    std::vector<bool>& known_;
};

template <class Handler>
bool read_pass(const std::string& file, Magic format, osmium::osm_entity_bits::type what, Handler& handler,
               const Progress& progress) {
    const osmium::io::File input{file, format == Magic::osm_pbf ? "pbf" : "xml"};
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

/// The row of each reference among the ids.
std::vector<std::uint32_t> rows_of(const std::vector<std::int64_t>& refs,
                                   const std::vector<std::int64_t>& ids) {
    std::vector<std::uint32_t> out(refs.size());
    parallel_for(refs.size(), 16384, [&](std::size_t from, std::size_t to) {
        for (std::size_t i = from; i < to; ++i)
            out[i] =
                static_cast<std::uint32_t>(std::lower_bound(ids.begin(), ids.end(), refs[i]) - ids.begin());
    });
    return out;
}

/// Keeps the ways whose nodes are known, with rows of the kept nodes in the order of their ids.
Roads assembled(Collected&& collected, const std::vector<std::int64_t>& ids, const std::vector<LonLat>& at,
                const std::vector<bool>& known, ImportReport& report) {
    Roads roads;
    std::vector<std::uint32_t> row(ids.size(), 0);
    const std::vector<std::uint32_t> id_of_ref = rows_of(collected.refs, ids);
    std::vector<bool> used(ids.size(), false);
    std::stable_sort(collected.ways.begin(), collected.ways.end(),
                     [](const Way& a, const Way& b) { return a.id < b.id; });
    std::int64_t last_id = -1;
    std::vector<std::uint32_t> kept;
    for (const Way& way : collected.ways) {
        ++report.rows_in;
        if (way.id == last_id && way.id > 0) {
            ++report.rows_duplicate;
            continue;
        }
        last_id = way.id;
        // A node that the file does not have cuts the way: no road leaps over what is unknown.
        std::size_t lost = 0;
        std::size_t pieces = 0;
        kept.clear();
        const auto end_piece = [&] {
            if (kept.size() >= 2) {
                Way made = way;
                made.first = static_cast<std::uint32_t>(roads.way_nodes.size());
                made.count = static_cast<std::uint32_t>(kept.size());
                roads.way_nodes.insert(roads.way_nodes.end(), kept.begin(), kept.end());
                for (const std::uint32_t node : kept) used[node] = true;
                roads.ways.push_back(made);
                ++pieces;
            }
            kept.clear();
        };
        for (std::uint32_t i = 0; i < way.count; ++i) {
            const std::uint32_t node = id_of_ref[way.first + i];
            if (!known[node]) {
                ++lost;
                end_piece();
            } else if (kept.empty() || kept.back() != node) {
                kept.push_back(node);
            }
        }
        end_piece();
        if (pieces == 0) {
            ++report.rows_rejected;
            report.problems.push_back({"road_without_nodes", report.file, "", way.id, "", "", ""});
            continue;
        }
        ++report.rows_loaded;
        if (lost > 0)
            report.warnings.push_back({"road_cut", report.file, "", way.id, "", std::to_string(lost), ""});
    }
    if (collected.turn_restrictions > 0)
        report.warnings.push_back(
            {"turn_restrictions", report.file, "", 0, "", std::to_string(collected.turn_restrictions), ""});
    for (std::size_t i = 0; i < ids.size(); ++i) {
        if (!used[i]) continue;
        row[i] = static_cast<std::uint32_t>(roads.nodes.size());
        roads.nodes.push_back(at[i]);
    }
    for (std::uint32_t& node : roads.way_nodes) node = row[node];
    return roads;
}

}  // namespace

Result<Roads> read_roads(const std::string& file, ImportReport& report, const Progress& progress) {
    report.kind = "roads";
    report.file = file;
    std::error_code ignored;
    if (!std::filesystem::exists(file, ignored)) return fail(Fault::not_found, file);
    if (std::filesystem::is_regular_file(file, ignored) && std::filesystem::file_size(file, ignored) == 0)
        return fail(Fault::empty, file);
    const Magic format = magic_of(file);
    if (format != Magic::osm_pbf && format != Magic::osm_xml) return fail(Fault::wrong_kind, file);
    try {
        Collected collected;
        WayReader ways{collected};
        if (!read_pass(file, format, osmium::osm_entity_bits::way | osmium::osm_entity_bits::relation, ways,
                       progress.part(0, 0.5, "import.stage.ways")))
            return fail(Fault::cancelled, file);
        if (collected.ways.empty()) return fail(Fault::empty, file);
        std::vector<std::int64_t> ids = collected.refs;
        std::sort(ids.begin(), ids.end());
        ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
        std::vector<LonLat> at(ids.size());
        std::vector<bool> known(ids.size(), false);
        NodeReader nodes{ids, at, known};
        if (!read_pass(file, format, osmium::osm_entity_bits::node, nodes,
                       progress.part(0.5, 0.95, "import.stage.nodes")))
            return fail(Fault::cancelled, file);
        Roads roads = assembled(std::move(collected), ids, at, known, report);
        if (roads.empty()) return fail(Fault::empty, file);
        return roads;
    } catch (const std::exception& problem) {
        return fail(Fault::unreadable, file, problem.what());
    }
}

}  // namespace geo
