#include "geo/base/figures.h"
#include "geo/base/text.h"
#include "geo/data/cell.h"
#include "geo/data/cell_look.h"
#include "geo/data/count_columns.h"
#include "geo/data/count_dates.h"
#include "geo/data/date.h"
#include "geo/data/long_form.h"
#include "geo/data/read_rows.h"
#include "geo/data/row_areas.h"
#include "geo/data/row_words.h"
#include "geo/data/subtotals.h"

#include <algorithm>
#include <map>
#include <set>

namespace geo {

using rows::cell;
using rows::note;

namespace {

/// Codes of areas that have rows below them in the table.  A row of such an area is a subtotal; an amphoe or
/// a province without is a count of its own.
std::set<std::string> codes_with_parts(const std::vector<RowArea>& rows) {
    std::set<std::string> out;
    for (const RowArea& row : rows) {
        if (row.code.size() > 6 || row.total) continue;
        for (std::size_t digits = 2; digits < row.code.size(); digits += 2)
            out.insert(row.code.substr(0, digits));
        if (row.finer && row.key.size() > 6) out.insert(row.code);
    }
    return out;
}

/// A row that counts the children of an area.
struct CountRow {
    std::size_t at = 0;  ///< among the rows of the table
    RowArea place;
    std::vector<CountCell> cells;  ///< one a column
    std::vector<ImportNote> repairs;
    std::size_t first = 0;  ///< series of its first cell; the others follow

    /// Rows of the same area, or part of it.
    const std::string& area_key() const { return place.finer ? place.key : place.code; }
    /// Rows of the same are of the same children.
    std::string key() const { return first == 0 ? area_key() : area_key() + '\x1f' + std::to_string(first); }
};

/// The children of a row over the series that make the total.
std::int64_t children_of(const CountRow& row, const std::vector<CountSeries>& series) {
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < row.cells.size(); ++i)
        if (series[row.first + i].in_total) sum += row.cells[i].children_milli;
    return sum;
}

/// True where fractions of children are usual in a column, as models give them: one in ten, and more than
/// one.
bool holds_fractions(const Table& table, int column) {
    std::size_t values = 0, fractions = 0;
    for (const Table::Row& row : table.rows) {
        const auto value = count_from_cell(row.cells[static_cast<std::size_t>(column)]);
        if (!value || value->state != CellState::value) continue;
        ++values;
        if (value->milli % 1000 != 0) ++fractions;
    }
    return (fractions > 1 && fractions * 10 >= values) || (fractions > 4 && fractions * 50 >= values);
}

/// The ways out for a cell that is no plain number: the number that stands in it, no number, the row held.
std::vector<Fix> fixes_of_number(const std::string& text) {
    std::vector<Fix> out;
    if (const std::string number = number_within(text); !number.empty())
        out.push_back({"use_number", number});
    out.push_back({"as_missing", ""});
    out.push_back({"hold", ""});
    return out;
}

/// Cells of one area become one.  What is missing or hidden beside numbers is in no sum; how many cells that
/// are is given back.
std::int64_t join_cells(std::vector<CountCell>& cells) {
    std::int64_t lacking = 0;
    std::vector<CountCell> out;
    for (const CountCell& cell : cells) {
        if (out.empty() || out.back().level != cell.level || out.back().area != cell.area) {
            out.push_back(cell);
            continue;
        }
        CountCell& sum = out.back();
        if (sum.state != cell.state) ++lacking;
        if (cell.state == CellState::value || sum.state == CellState::missing)
            sum.state = std::min(sum.state, cell.state);
        sum.children_milli += cell.children_milli;
    }
    cells = std::move(out);
    return lacking;
}

/// One table of counts on its way to series.
class CountTable {
public:
    CountTable(const Table& table, const Areas& areas, const Reading& reading, const RowAreas& places,
               CountColumns columns, LongForm form, int dates, ImportReport& report)
        : table_(table),
          areas_(areas),
          reading_(reading),
          places_(places),
          column_(places.columns().shown()),
          columns_(std::move(columns)),
          form_(std::move(form)),
          dates_(dates),
          series_(form_.is_long() ? long_series(table, form_, columns_, reading, report) : columns_.series),
          report_(report) {
        for (const int column : columns_.column) modelled_.push_back(holds_fractions(table, column));
    }

    void read(std::vector<RowArea> found) {
        const std::set<std::string> has_parts = codes_with_parts(found);
        for (std::size_t at = 0; at < table_.rows.size(); ++at) {
            ++report_.rows_in;
            const Table::Row& row = table_.rows[at];
            RowArea& place = found[at];
            // Only a row without an area of its own is a total by its words.
            const bool total_row =
                place.total ||
                (!place.placed() && std::any_of(row.cells.begin(), row.cells.end(), says_total));
            if (total_row || (!place.finer && !place.code.empty() && has_parts.contains(place.code))) {
                ++report_.rows_subtotal;
                totals_.push_back({place.code.size() <= 6 ? place.code : "", at});
            } else if (!place.placed()) {
                reject(at, *place.problem, place.code, place.candidates);
            } else {
                read_cells(at, std::move(place));
            }
        }
    }

    /// Rows that say the same of one area count once; where they differ, all are held and a person decides.
    void settle_repeated() {
        std::set<std::string> whole;
        for (const CountRow& row : good_)
            if (!row.place.finer) whole.insert(row.place.code);
        std::map<std::string, std::vector<std::size_t>> of_key;
        for (std::size_t i = 0; i < good_.size(); ++i) {
            CountRow& row = good_[i];
            // An area that was joined with others, beside the whole: the same children twice.
            if (row.place.finer && whole.contains(row.place.code)) row.place.finer = false;
            of_key[row.key()].push_back(i);
        }
        std::set<std::size_t> out;
        any_province_ = !of_key.empty() && good_[of_key.begin()->second.front()].area_key().size() == 2;
        for (const auto& [key, all] : of_key) {
            const CountRow& first = good_[all.front()];
            const bool same = std::all_of(all.begin(), all.end(),
                                          [&](std::size_t i) { return good_[i].cells == first.cells; });
            if (all.size() > 1) settle_group(all, same, out);
            repeated_ += static_cast<std::int64_t>(all.size()) - 1;
        }
        std::vector<CountRow> kept;
        for (std::size_t i = 0; i < good_.size(); ++i)
            if (!out.contains(i)) kept.push_back(std::move(good_[i]));
        good_ = std::move(kept);
    }

    void load() {
        std::vector<CodedRow> loaded;
        std::map<std::string, std::int64_t> by_area;
        std::vector<const RowArea*> places;
        for (const CountRow& row : good_) {
            places.push_back(&row.place);
            report_.repairs.insert(report_.repairs.end(), row.repairs.begin(), row.repairs.end());
            bool all_values = true;
            for (std::size_t i = 0; i < row.cells.size(); ++i) {
                if (row.cells[i].state == CellState::missing) ++report_.missing_cells;
                if (row.cells[i].state == CellState::suppressed) ++report_.suppressed_cells;
                all_values = all_values &&
                             (!series_[row.first + i].in_total || row.cells[i].state == CellState::value);
            }
            const std::int64_t sum = children_of(row, series_);
            report_.total_children_milli += sum;
            if (all_values) check_whole(row, sum);
            ++report_.rows_loaded;
            load_cells(row, loaded, by_area);
        }
        report_.by_area_milli.assign(by_area.begin(), by_area.end());
        settle_totals(table_, areas_, totals_, loaded, refused_, columns_, report_);
        if (form_.is_long())
            add_rests();
        else
            series_ = std::move(columns_.series);
        std::int64_t lacking = 0;
        for (CountSeries& series : series_) lacking += join_cells(series.cells);
        if (lacking > 0)
            report_.warnings.push_back(
                {"parts_without_number", report_.file, table_.sheet, 0, "", "", grouped(lacking)});
        places_.note_table(places, report_);
        note_coarse();
    }

    /// The codes of provinces, repeated over and over: the rest of each code stands in other columns.
    bool is_of_part_codes() const { return repeated_ * 2 > report_.rows_in && any_province_; }

    std::vector<CountSeries> take() { return std::move(series_); }

private:
    const Table::Row& row_of(const CountRow& row) const { return table_.rows[row.at]; }
    std::int64_t number_of(const CountRow& row) const { return row_of(row).number; }

    /// The series of the first column of counts of a row.
    std::size_t first_of(std::size_t at) const { return form_.of(at) * columns_.column.size(); }

    /// Children that totals hold beyond the rows of a long table: of no category that is known.
    void add_rests() {
        using Place = std::pair<Level, AreaId>;
        for (std::size_t i = 0; i < columns_.column.size(); ++i) {
            CountSeries rest = columns_.series[i];
            std::map<Place, std::int64_t> left;
            for (const CountCell& cell : rest.cells) left[{cell.level, cell.area}] += cell.children_milli;
            rest.cells.clear();
            for (std::size_t s = i; s < series_.size(); s += columns_.column.size())
                for (const CountCell& cell : series_[s].cells)
                    left[{cell.level, cell.area}] -= cell.children_milli;
            for (const auto& [place, milli] : left)
                if (milli > 0) rest.cells.push_back({place.first, place.second, CellState::value, milli});
            if (rest.cells.empty()) continue;
            rest.id += "_rest";
            rests_.push_back(std::move(rest));
        }
        for (CountSeries& series : series_)
            std::sort(series.cells.begin(), series.cells.end(), [](const CountCell& a, const CountCell& b) {
                return a.level != b.level ? a.level < b.level : a.area < b.area;
            });
        std::move(rests_.begin(), rests_.end(), std::back_inserter(series_));
    }

    /// A row that is held back.  Its children are numbered as far as they can be read; a row that a person
    /// wants to leave out asks nothing.
    void reject(std::size_t at, ImportNote problem, const std::string& code,
                const std::vector<std::string>& candidates) {
        const Table::Row& row = table_.rows[at];
        ++report_.rows_rejected;
        const bool placed = code.size() >= 2 && areas_.find(Level::province, code.substr(0, 2)).valid();
        refused_.push_back({placed ? code : "", at});
        const Decision* decision = decision_for(reading_, problem.kind, row.number, problem.column);
        if (decision != nullptr && decision->choice == "hold") {
            problem.reason = problem.kind;
            problem.kind = "row_held";
            problem.fixes.clear();
            report_.warnings.push_back(std::move(problem));
        } else {
            if (!candidates.empty()) report_.ambiguous.push_back({row.number, problem.kind, candidates});
            report_.problems.push_back(std::move(problem));
        }
        for (std::size_t i = 0; i < columns_.column.size(); ++i) {
            if (!series_[first_of(at) + i].in_total) continue;
            const auto value = count_from_cell(cell(row, columns_.column[i]));
            if (value && !is_odd_fraction(*value, i)) report_.held_children_milli += value->milli;
        }
    }

    /// Half a child in a column of whole ones.
    bool is_odd_fraction(const CountValue& value, std::size_t i) const {
        return value.milli % 1000 != 0 && !modelled_[i];
    }

    /// The days of rows of one area, where each is of another; none else.
    std::vector<std::string> days_of(const std::vector<std::size_t>& all) const {
        std::vector<std::string> out;
        for (const std::size_t i : all) {
            const auto day = date_from_cell(cell(row_of(good_[i]), dates_));
            if (!day || day->iso.empty()) return {};
            out.push_back(day->iso);
        }
        const std::set<std::string> each(out.begin(), out.end());
        return each.size() == out.size() ? out : std::vector<std::string>{};
    }

    /// What a person said of rows that differ in the numbers of one area: of any of them, or of all such.
    const Decision* said_of(const std::vector<std::size_t>& all) const {
        for (const std::size_t i : all)
            for (const char* kind : {"duplicate_code", "same_area_dates"})
                if (const Decision* said = decision_for(reading_, kind, number_of(good_[i]))) return said;
        return nullptr;
    }

    /// Rows of one area: those that say the same count once, else as a person said, else all are held.
    void settle_group(const std::vector<std::size_t>& all, bool same, std::set<std::size_t>& out) {
        const Decision* said = same ? nullptr : said_of(all);
        const std::string choice = said == nullptr ? std::string{} : said->choice;
        const std::vector<std::string> days = days_of(all);
        const bool latest = choice == "use_latest" && !days.empty();
        const bool chosen = choice == "keep_first" || choice == "keep_last" || latest;
        const std::size_t kept =
            choice == "keep_last" ? all.size() - 1
            : latest ? static_cast<std::size_t>(std::max_element(days.begin(), days.end()) - days.begin())
                     : 0;
        for (std::size_t k = 0; k < all.size(); ++k) {
            CountRow& row = good_[all[k]];
            const auto told = [&](const char* kind, std::size_t other) {
                return note(kind, report_, table_, row_of(row), column_, row.place.code,
                            std::to_string(number_of(good_[all[other]])));
            };
            if (same || chosen) {
                if (k == kept) continue;
                ++report_.rows_duplicate;
                report_.repairs.push_back(told(same ? "row_repeated" : "duplicate_left_out", kept));
                out.insert(all[k]);
            } else if (choice == "add_up") {
                if (k > 0) row.repairs.push_back(told("duplicate_added", 0));
            } else {
                ImportNote problem = told("duplicate_code", k == 0 ? 1 : 0);
                problem.fixes = {{"keep_first", ""}, {"keep_last", ""}, {"add_up", ""}, {"hold", ""}};
                if (!days.empty()) {
                    problem.kind = "same_area_dates";
                    problem.reason.clear();
                    for (const std::string& day : std::set<std::string>(days.begin(), days.end()))
                        problem.reason += (problem.reason.empty() ? "" : ", ") + day;
                    problem.fixes = {{"use_latest", ""}, {"add_up", ""}, {"hold", ""}};
                }
                reject(row.at, std::move(problem), row.place.code, {row.place.code});
                out.insert(all[k]);
            }
        }
    }

    void read_cells(std::size_t at, RowArea place) {
        CountRow out;
        out.at = at;
        out.first = first_of(at);
        const Table::Row& row = table_.rows[at];
        for (std::size_t i = 0; i < columns_.column.size(); ++i) {
            const int column = columns_.column[i];
            const std::string& text = row.cells[static_cast<std::size_t>(column)];
            auto value = count_from_cell(text);
            const char* fault = is_cell_error(normalised(text)) ? "cell_error"
                                : !value                        ? count_fault(text)
                                : is_odd_fraction(*value, i)    ? "number_decimal"
                                                                : "";
            if (fault[0] != '\0') {
                value = by_decision(row, fault, column, out.repairs);
                if (!value) {
                    ImportNote problem = note(fault, report_, table_, row, column, cell(row, column));
                    problem.fixes = fixes_of_number(text);
                    reject(at, std::move(problem), place.code, {});
                    return;
                }
            } else if (value->dress[0] != '\0') {
                out.repairs.push_back(note(value->dress, report_, table_, row, column, cell(row, column),
                                           exact_children(value->milli)));
            }
            out.cells.push_back({place.level, place.area, value->state, value->milli});
        }
        out.place = std::move(place);
        good_.push_back(std::move(out));
    }

    /// What a person said of a cell that is no plain number.
    std::optional<CountValue> by_decision(const Table::Row& row, const char* fault, int column,
                                          std::vector<ImportNote>& repairs) const {
        const Decision* decision =
            decision_for(reading_, fault, row.number, table_.header[static_cast<std::size_t>(column)]);
        if (decision == nullptr) return std::nullopt;
        std::optional<CountValue> out;
        if (decision->choice == "as_missing") out.emplace();
        if (decision->choice == "use_number") out = count_from_cell(decision->value);
        if (out)
            repairs.push_back(note("number_by_decision", report_, table_, row, column, cell(row, column),
                                   out->state == CellState::value ? exact_children(out->milli) : "-"));
        return out;
    }

    /// The cells of a row, in parts where its area was split: whole thousandths that sum to the row.
    void load_cells(const CountRow& row, std::vector<CodedRow>& loaded,
                    std::map<std::string, std::int64_t>& by_area) {
        std::vector<CodeShare> shares = row.place.shares;
        if (shares.empty()) shares = {{row.place.code, 1000}};
        std::vector<std::int64_t> left;
        for (const CountCell& cell : row.cells) left.push_back(cell.children_milli);
        for (std::size_t s = 0; s < shares.size(); ++s) {
            const auto level = static_cast<Level>(shares[s].code.size() / 2);
            const AreaId area = areas_.find(level, shares[s].code);
            std::int64_t children = 0;
            for (std::size_t i = 0; i < row.cells.size(); ++i) {
                CountCell part{level, area, row.cells[i].state, left[i]};
                if (s + 1 < shares.size())
                    part.children_milli = row.cells[i].children_milli * shares[s].share_milli / 1000;
                left[i] -= part.children_milli;
                CountSeries& series = series_[row.first + i];
                if (series.in_total) children += part.children_milli;
                columns_.series[i].cells.push_back(part);
                if (form_.is_long()) series.cells.push_back(part);
            }
            by_area[shares[s].code] += children;
            loaded.push_back({shares[s].code, row.at});
        }
    }

    /// A column of totals beside the parts is checked, never added.
    void check_whole(const CountRow& row, std::int64_t sum) {
        if (!columns_.parts || columns_.whole < 0) return;
        const auto whole = static_cast<std::size_t>(columns_.whole);
        const CountCell& stated = row.cells[whole];
        if (stated.state != CellState::value || stated.children_milli == sum) return;
        const int column = columns_.column[whole];
        report_.warnings.push_back(note("total_differs", report_, table_, row_of(row), column,
                                        cell(row_of(row), column), exact_children(sum)));
    }

    /// Children whose tambon nobody says have no place on the map.
    void note_coarse() {
        for (const CountSeries& series : series_) {
            if (!series.in_total) continue;
            for (const CountCell& one : series.cells)
                if (one.level < areas_.finest()) report_.children_without_place_milli += one.children_milli;
        }
        if (report_.children_without_place_milli > 0)
            report_.warnings.push_back({"coarse_counts", report_.file, table_.sheet, 0, "", "",
                                        exact_grouped(report_.children_without_place_milli)});
    }

    const Table& table_;
    const Areas& areas_;
    const Reading& reading_;
    const RowAreas& places_;
    int column_;  ///< that notes about the area point at
    CountColumns columns_;
    LongForm form_;
    int dates_;                        ///< column of dates; -1 for none
    std::vector<CountSeries> series_;  ///< that are made; of a wide table the columns
    std::vector<CountSeries> rests_;
    ImportReport& report_;
    std::vector<bool> modelled_;  ///< columns in which fractions are usual
    std::vector<CountRow> good_;
    std::vector<CodedRow> totals_;
    std::vector<CodedRow> refused_;
    std::int64_t repeated_ = 0;
    bool any_province_ = false;
};

Failure no_code_column(const Table& table, const ImportReport& report) {
    Error error;
    error.fault = Fault::no_code_column;
    error.file = report.file;
    error.column = rows::header_words(table);
    return fail(std::move(error));
}

}  // namespace

std::size_t rows_with_counts(const Table& table, const Areas& areas) {
    const AreaColumns columns = area_columns(table, areas, nullptr, {});
    if (!columns.any() || !holds_counts(table, columns.all())) return 0;
    std::size_t rows = 0;
    for (const Table::Row& row : table.rows) {
        if (!columns.has_codes()) {
            const int name = columns.tambon >= 0 ? columns.tambon : columns.shown();
            if (!cell(row, name).empty()) ++rows;
            continue;
        }
        auto found = columns.code >= 0
                         ? code_from_cell(row.cells[static_cast<std::size_t>(columns.code)])
                         : code_from_parts(cell(row, columns.province_code), cell(row, columns.amphoe_code),
                                           cell(row, columns.tambon_code));
        if (!found) continue;
        if (found->code.size() > 6) found->code.resize(6);
        if (areas.find(static_cast<Level>(found->code.size() / 2), found->code).valid()) ++rows;
    }
    return rows;
}

Result<std::vector<CountSeries>> counts_of(const Table& table, const Areas& areas,
                                           const ImportOptions& options, ImportReport& report) {
    TRY_VOID(refuse_two_headers(table, report.file));
    const RowAreas places(table, areas, options.reading, options.code_changes, report);
    if (!places.columns().any()) return no_code_column(table, report);
    std::vector<RowArea> found;
    std::vector<std::string> keys;
    found.reserve(table.rows.size());
    for (const Table::Row& row : table.rows) {
        const RowArea& place = found.emplace_back(places.of(row));
        keys.push_back(!place.placed() ? "" : place.finer ? place.key : place.code);
    }
    std::vector<int> no_counts = places.columns().all();
    Reading reading = options.reading;
    const int dates = date_column(table, no_counts, reading);
    reading.date_iso = date_of_counts(table, dates, reading, report);
    report.reading.date_iso = reading.date_iso;
    if (dates >= 0) no_counts.insert(std::lower_bound(no_counts.begin(), no_counts.end(), dates), dates);
    LongForm form = long_form(table, no_counts, keys, reading, report);
    no_counts.insert(no_counts.end(), form.columns.begin(), form.columns.end());
    std::sort(no_counts.begin(), no_counts.end());
    TRY(CountColumns columns, count_columns(table, no_counts, reading, report));
    CountTable counts(table, areas, reading, places, std::move(columns), std::move(form), dates, report);
    counts.read(std::move(found));
    counts.settle_repeated();
    if (counts.is_of_part_codes()) return no_code_column(table, report);
    counts.load();
    const bool settled_by_answers =
        std::any_of(report.problems.begin(), report.problems.end(), [](const ImportNote& note) {
            return note.kind == "duplicate_code" || note.kind == "same_area_dates";
        });
    if (report.rows_loaded == 0 && settled_by_answers && !options.accept) {
        report.outcome = Outcome::ask;
        return counts.take();
    }
    if (report.rows_loaded == 0) {
        report.outcome = Outcome::refuse;
        Error error;
        error.fault = settled_by_answers ? Fault::bad_value : Fault::unknown_codes;
        error.file = report.file;
        if (!report.problems.empty()) {
            error.row = report.problems.front().row;
            error.column = report.problems.front().column;
            error.value = report.problems.front().value;
        }
        return fail(std::move(error));
    }
    // A cell that its sender's program could not work out is held; nobody here can say what it would be.
    const bool asks = std::any_of(report.problems.begin(), report.problems.end(),
                                  [](const ImportNote& note) { return note.kind != "cell_error"; });
    if (asks && !options.accept) report.outcome = Outcome::ask;
    return counts.take();
}

}  // namespace geo
