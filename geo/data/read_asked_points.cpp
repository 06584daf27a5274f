#include "geo/data/file_content.h"
#include "geo/data/locate.h"
#include "geo/data/positions.h"
#include "geo/data/row_words.h"
#include "geo/data/table_to_read.h"

#include <algorithm>
#include <unordered_map>

namespace geo {

using rows::cell;
using rows::note;

namespace {

/// One table, and what its rows say.
class PointReader {
public:
    PointReader(const Table& table, const Positions& positions, AskedPoints& out)
        : table_(table), positions_(positions), out_(out) {
        id_ = table.column({"id", "point", "village_id", "vill_id", "vill_code", "place_id", "school_id",
                            "code", "รหัส", "รหัสหมู่บ้าน", "รหัสโรงเรียน"});
        is_name_ = id_ < 0;  // two villages may have one name
        if (is_name_) id_ = table.column({"name", "name_th", "ชื่อ", "ชื่อหมู่บ้าน"});
    }

    void read(const Table::Row& row) {
        ++out_.report.rows_in;
        AskedPoint point;
        point.row = row.number;
        point.id = id_ < 0 ? std::to_string(row.number) : cell(row, id_);
        const RowPosition position = positions_.read(row);
        // Nothing is exchanged here: the sender puts it right.
        const char* trouble = position.swapped ? "swapped_point" : position.trouble;
        if (trouble != nullptr) {
            ImportNote told =
                note(trouble, out_.report, table_, row, positions_.columns().lat, positions_.words_of(row));
            if (position.swapped && position.at) told.reason = point_words(*position.at);
            told.at = position.at;
            out_.report.problems.push_back(std::move(told));
            point.problem = trouble;
            ++out_.report.rows_rejected;
        } else {
            point.at = position.at;
            ++out_.report.rows_loaded;
        }
        if (point.id.empty()) {
            warn("no_id", row, point, "");
        } else if (const auto [first, fresh] = seen_.emplace(point.id, row.number); !fresh && !is_name_) {
            warn("repeated_id", row, point, std::to_string(first->second));
        }
        out_.points.push_back(std::move(point));
    }

    void warn(const char* kind, const Table::Row& row, AskedPoint& point, const std::string& reason) {
        out_.report.warnings.push_back(note(kind, out_.report, table_, row, id_, point.id, reason));
        if (point.problem.empty()) point.problem = kind;
    }

private:
    const Table& table_;
    const Positions& positions_;
    AskedPoints& out_;
    int id_ = -1;
    bool is_name_ = false;
    std::unordered_map<std::string, std::int64_t> seen_;  // asked, never listed
};

/// Points that lie in no area are answered where they are, and said.
void note_outside(const Areas& areas, const Table& table, AskedPoints& out) {
    const Locator locator(areas, areas.finest());
    std::vector<LonLat> at;
    std::vector<std::size_t> of;
    for (std::size_t i = 0; i < out.points.size(); ++i) {
        if (!out.points[i].at) continue;
        at.push_back(*out.points[i].at);
        of.push_back(i);
    }
    const auto areas_at = locator.areas_at(at);
    for (std::size_t k = 0; k < of.size(); ++k) {
        if (areas_at[k].valid()) continue;
        AskedPoint& point = out.points[of[k]];
        out.report.warnings.push_back({"outside", out.report.file, table.sheet, point.row, "", point.id, ""});
        if (point.problem.empty()) point.problem = "outside";
    }
}

/// Where most rows are exchanged, the two columns have each other's name.
Result<void> refuse_swapped(const Table& table, const AskedPoints& out) {
    const auto swapped = [](const AskedPoint& point) { return point.problem == "swapped_point"; };
    const auto first = std::find_if(out.points.begin(), out.points.end(), swapped);
    if (std::count_if(first, out.points.end(), swapped) * 2 <= static_cast<std::ptrdiff_t>(out.points.size()))
        return {};
    const PositionColumns columns = position_columns(table);
    Error error;
    error.fault = Fault::not_degrees;
    error.file = out.report.file;
    error.row = first->row;
    error.column = table.header[static_cast<std::size_t>(columns.lat)] + ", " +
                   table.header[static_cast<std::size_t>(columns.lon)];
    for (const ImportNote& one : out.report.problems)
        if (one.row == first->row) error.value = one.value;
    error.detail = "swapped_columns";
    return fail(std::move(error));
}

Result<AskedPoints> asked(const Dataset& data, const std::string& file) {
    AskedPoints out;
    out.report.kind = "points";
    out.report.file = file;
    ImportOptions options;
    options.accept = true;
    TRY(Table table, table_to_read(file, FileKind::places, *data.areas, options, out.report));
    TRY_VOID(note_table(table, true, out.report));
    TRY(const Positions positions, Positions::of(table, *data.areas, {}, file));
    TRY_VOID(refuse_metres(table, positions, file));
    PointReader reader(table, positions, out);
    for (const Table::Row& row : table.rows) reader.read(row);
    TRY_VOID(refuse_swapped(table, out));
    note_outside(*data.areas, table, out);
    return out;
}

}  // namespace

Result<AskedPoints> read_asked_points(const Dataset& data, const std::string& file) {
    auto out = asked(data, file);
    if (!out) return told_by_content(out.error(), "points");
    return out;
}

}  // namespace geo
