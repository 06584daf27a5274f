#include "geo/data/count_cells.h"

#include "geo/base/figures.h"
#include "geo/base/text.h"
#include "geo/data/cell_look.h"
#include "geo/data/row_words.h"

#include <algorithm>
#include <string>
#include <utility>

namespace geo {

using rows::note;

namespace {

/// "1,234" of "1.234", as some write it; "" where the point cannot part thousands.
std::string with_thousands(std::string_view cell) {
    std::string text = normalised(cell);
    const std::size_t point = text.find('.');
    if (point == std::string::npos || point == 0 || point > 3 || text.front() == '0') return {};
    std::size_t digits = 0;
    while (point + 1 + digits < text.size() && is_digit(text[point + 1 + digits])) ++digits;
    if (digits != 3) return {};
    text[point] = ',';
    const auto value = count_from_cell(text);
    return value && value->state == CellState::value ? text : std::string{};
}

/// True where fractions of children are usual in a column, as models give them: one in ten, and more than
/// one.
struct Fractions {
    std::size_t values = 0, fractions = 0, like_thousands = 0;
    void add(std::string_view text) {
        const auto value = count_from_cell(text);
        if (!value || value->state != CellState::value) return;
        ++values;
        if (value->milli % 1000 == 0) return;
        ++fractions;
        if (!with_thousands(text).empty()) ++like_thousands;
    }
    bool usual() const {
        if (fractions == like_thousands) return false;
        return (fractions > 1 && fractions * 10 >= values) || (fractions > 4 && fractions * 50 >= values);
    }
};

/// The ways out for a cell that is no plain number: the number that stands in it, no number, the row held.
std::vector<Fix> fixes_of_number(std::string_view text) {
    std::vector<Fix> out;
    const auto value = count_from_cell(text);
    if (value && value->milli % 1000 != 0) {
        if (!with_thousands(text).empty()) out.push_back({"point_as_comma", ""});
        out.push_back({"as_written", ""});
    }
    // Without the number, so that one answer serves all such rows.
    if (!number_within(text).empty()) out.push_back({"without_note", ""});
    out.push_back({"as_missing", ""});
    out.push_back({"hold", ""});
    return out;
}

/// The least code of a tambon.
constexpr std::int64_t least_doubted = 100101;

/// More children than live in any area of the level: the largest tambon have 200,000 inhabitants of all ages,
/// the largest amphoe 600,000, Bangkok 5.5 million.
constexpr std::int64_t most_children_in(Level level) {
    return level == Level::tambon ? 300000 : level == Level::amphoe ? 1000000 : 6000000;
}

}  // namespace

void AreaCells::add(std::size_t series, const CountCell& cell) {
    std::vector<CountCell>& cells = cells_[series];
    cells.push_back(cell);
    constexpr std::size_t few = 1024;
    if (cells.size() >= std::max(few, joined_[series] * 2)) join(series);
}

void AreaCells::join(std::size_t series) {
    std::vector<CountCell>& cells = cells_[series];
    std::stable_sort(cells.begin(), cells.end(), [](const CountCell& a, const CountCell& b) {
        return a.level != b.level ? a.level < b.level : a.area < b.area;
    });
    std::size_t kept = 0;
    for (const CountCell& cell : cells) {
        if (kept == 0 || cells[kept - 1].level != cell.level || cells[kept - 1].area != cell.area) {
            cells[kept++] = cell;
            continue;
        }
        CountCell& sum = cells[kept - 1];
        if (sum.state != cell.state) ++lacking_;
        if (cell.state == CellState::value || sum.state == CellState::missing)
            sum.state = std::min(sum.state, cell.state);
        sum.children_milli += cell.children_milli;
    }
    cells.resize(kept);
    joined_[series] = kept;
}

std::vector<CountCell> AreaCells::take(std::size_t series) {
    join(series);
    cells_[series].shrink_to_fit();
    return std::move(cells_[series]);
}

CountReader::CountReader(const Table& table, const std::vector<int>& columns,
                         const std::vector<std::int64_t>& scale, const Reading& reading,
                         const ImportReport& report)
    : table_(table), columns_(columns), scale_(scale), reading_(reading), report_(report) {
    std::vector<Fractions> fractions(columns.size());
    for (const Table::Row& row : table.rows)
        for (std::size_t i = 0; i < columns.size(); ++i)
            fractions[i].add(row.cells[static_cast<std::size_t>(columns[i])]);
    for (const Fractions& one : fractions) fractions_.push_back(one.usual() ? one.fractions : 0);
}

void CountReader::note_fractions(ImportReport& report) const {
    for (std::size_t i = 0; i < columns_.size(); ++i)
        if (fractions_[i] > 0 && scale_of(i) == 1)
            report.warnings.push_back({"parts_of_children", report.file, table_.sheet, 0,
                                       table_.header[static_cast<std::size_t>(columns_[i])], "",
                                       grouped(static_cast<std::int64_t>(fractions_[i]))});
}

void CountReader::read(const Table::Row& row, bool with_repairs, RowCounts& out) const {
    out.cells.clear();
    out.repairs.clear();
    out.problem.reset();
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        const int column = columns_[i];
        const std::string_view text = row.cells[static_cast<std::size_t>(column)];
        auto value = count_from_cell(text);
        const char* fault = fault_of(text, value, i);
        if (fault[0] != '\0') {
            value = by_decision(row, fault, i, with_repairs ? &out.repairs : nullptr);
            if (!value) {
                out.problem = note(fault, report_, table_, row, column, rows::as_sent(row, column));
                out.problem->column = rows::column_name(table_, column);
                out.problem->fixes = fixes_of_number(text);
                return;
            }
        } else if (with_repairs && value->dress[0] != '\0') {
            out.repairs.push_back(note(value->dress, report_, table_, row, column, rows::as_sent(row, column),
                                       exact_children(value->milli * scale_of(i))));
        }
        if (is_left_empty(row, *value, i)) value = CountValue{};
        out.cells.push_back({Level::country, {}, value->state, value->milli * scale_of(i)});
    }
}

/// A number that may be a code or too large, and that a person said is none.
bool CountReader::is_left_empty(const Table::Row& row, const CountValue& value, std::size_t i) const {
    if (value.milli * scale_of(i) < least_doubted * 1000) return false;
    const std::string header = rows::column_name(table_, columns_[i]);
    for (const char* kind : {"number_too_large", "number_is_code"})
        if (const Decision* said = decision_for(reading_, kind, row.number, header);
            said != nullptr && said->choice == "as_missing")
            return true;
    return false;
}

std::optional<ImportNote> CountReader::too_many(const Table::Row& row, const RowCounts& counts,
                                                const Areas& areas, Level level,
                                                const std::vector<bool>& of_children) const {
    for (std::size_t i = 0; i < counts.cells.size(); ++i) {
        const std::int64_t milli = counts.cells[i].children_milli;
        if (!of_children[i] || milli < least_doubted * 1000) continue;
        const bool large = milli > most_children_in(level) * 1000;
        const bool code =
            milli % 1000 == 0 && areas.find(Level::tambon, std::to_string(milli / 1000)).valid();
        if (!large && !code) continue;
        ImportNote out =
            note(code ? "number_is_code" : "number_too_large", report_, table_, row, columns_[i],
                 rows::as_sent(row, columns_[i]), code ? std::string{} : grouped(most_children_in(level)));
        out.column = rows::column_name(table_, columns_[i]);
        const Decision* said = decision_for(reading_, out.kind, row.number, out.column);
        if (said != nullptr && said->choice == "keep_number") continue;
        out.fixes = {{"as_missing", ""}, {"keep_number", ""}, {"hold", ""}};
        return out;
    }
    return std::nullopt;
}

std::optional<std::int64_t> CountReader::milli(const Table::Row& row, std::size_t column) const {
    const auto value = count_from_cell(row.cells[static_cast<std::size_t>(columns_[column])]);
    if (!value || is_odd_fraction(*value, column) || is_too_many(*value, column)) return std::nullopt;
    return value->milli * scale_of(column);
}

std::optional<CountValue> CountReader::of_total(const Table::Row& row, std::size_t column) const {
    const std::string_view text = row.cells[static_cast<std::size_t>(columns_[column])];
    auto value = count_from_cell(text);
    if (const char* fault = fault_of(text, value, column); fault[0] != '\0')
        if (const auto said = by_decision(row, fault, column, nullptr)) value = said;
    if (!value || is_too_many(*value, column)) return std::nullopt;
    value->milli *= scale_of(column);
    return value;
}

/// Why a cell is no plain number; "" where it is one.
const char* CountReader::fault_of(std::string_view text, const std::optional<CountValue>& value,
                                  std::size_t i) const {
    if (!value) return is_cell_error(normalised(text)) ? "cell_error" : count_fault(text);
    if (is_too_many(*value, i)) return "bad_number";
    return is_odd_fraction(*value, i) ? "number_decimal" : "";
}

/// What a person said of a cell that is no plain number.
std::optional<CountValue> CountReader::by_decision(const Table::Row& row, const char* fault, std::size_t i,
                                                   std::vector<ImportNote>* repairs) const {
    const int column = columns_[i];
    const Decision* decision = decision_for(reading_, fault, row.number, rows::column_name(table_, column));
    if (decision == nullptr) return std::nullopt;
    std::optional<CountValue> out;
    if (decision->choice == "as_missing") out.emplace();
    const std::string_view text = row.cells[static_cast<std::size_t>(column)];
    if (decision->choice == "as_written") out = count_from_cell(text);
    if (decision->choice == "point_as_comma") out = count_from_cell(with_thousands(text));
    if (decision->choice == "without_note" && !number_within(text).empty())
        out = count_from_cell(number_within(text));
    if (decision->choice == "use_number") out = count_from_cell(decision->value);
    if (out && is_too_many(*out, i)) out.reset();
    if (out && repairs != nullptr)
        repairs->push_back(
            note("number_by_decision", report_, table_, row, column, rows::as_sent(row, column),
                 out->state == CellState::value ? exact_children(out->milli * scale_of(i)) : "-"));
    return out;
}

}  // namespace geo
