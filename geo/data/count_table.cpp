#include "geo/data/count_table.h"

#include "geo/base/figures.h"
#include "geo/base/fingerprint.h"
#include "geo/base/text.h"
#include "geo/data/area_name.h"
#include "geo/data/date.h"
#include "geo/data/group_columns.h"
#include "geo/data/row_words.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace geo {

using rows::cell;
using rows::note;

namespace {

/// What a row is of: rows of the same area, or part of it.
const std::string& area_key(const RowArea& place) {
    return place.finer ? place.key : place.code;
}

std::int64_t number(std::size_t n) {
    return static_cast<std::int64_t>(n);
}

/// Of a column of schools or offices, or a cell that names one.
bool is_unit_name(const std::string& header, const std::string& name) {
    const std::string key = key_of(header);
    // A number of schools is none of them.
    const bool number = name.find_first_not_of("0123456789.,") == std::string::npos;
    if (number && !rows::has(key, {"รหัส", "code", "_id"})) return false;
    // "หน่วย" over คน and ครัวเรือน says what is counted, not where.
    if (key == "หน่วย" || key.starts_with("หน่วยนับ") || key == "unit" || key == "units") return false;
    if (rows::has(key,
                  {"อปท", "ท้องถิ่น", "หน่วยงาน", "หน่วย", "โรงเรียน", "สถานศึกษา", "ศูนย์", "school", "office",
                   "organisation", "organization", "centre", "center", "unit", "หมู่บ้าน", "หมู่ที่", "village"}))
        return !rows::has(key, {"ผู้รายงาน", "ผู้บันทึก", "ผู้ให้ข้อมูล"});
    return without_office(name).has_value() || name.starts_with("โรงเรียน") || name.starts_with("รร.");
}

/// What the rows so far add up to, column by column: since the last total, and all of them.
class SumsAbove {
public:
    explicit SumsAbove(std::size_t columns) : block_(columns), all_(columns) {}
    void add(const std::vector<CountCell>& cells) {
        for (std::size_t i = 0; i < cells.size(); ++i) {
            block_[i] += cells[i].children_milli;
            all_[i] += cells[i].children_milli;
        }
        ++block_rows_;
        ++all_rows_;
        const bool filled = std::any_of(cells.begin(), cells.end(),
                                        [](const CountCell& one) { return one.children_milli != 0; });
        block_filled_ += filled ? 1 : 0;
        all_filled_ += filled ? 1 : 0;
    }
    void start_again() {
        std::fill(block_.begin(), block_.end(), 0);
        block_rows_ = block_filled_ = 0;
    }
    /// Where every number of the row is such a sum of two rows and more, and not all are 0: how many of these
    /// rows hold more than 0.  0 where it is none.
    std::size_t rows_summed_by(const std::vector<CountCell>& cells) const {
        if (all_rows_ > 1 && fits(cells, all_)) return all_filled_;
        return block_rows_ > 1 && fits(cells, block_) ? block_filled_ : 0;
    }

private:
    static bool fits(const std::vector<CountCell>& cells, const std::vector<std::int64_t>& sums) {
        bool any = false;
        for (std::size_t i = 0; i < cells.size(); ++i) {
            if (cells[i].state != CellState::value) continue;
            if (cells[i].children_milli != sums[i]) return false;
            any = any || sums[i] != 0;
        }
        return any;
    }

    std::vector<std::int64_t> block_, all_;
    std::size_t block_rows_ = 0, all_rows_ = 0, block_filled_ = 0, all_filled_ = 0;
};

}  // namespace

std::uint64_t key_of_row(const RowArea& place) {
    if (!place.placed()) return 0;
    Fingerprint print;
    print.add(area_key(place));
    return std::max<std::uint64_t>(1, print.a);
}

void CodesWithParts::add(const RowArea& row) {
    if (row.code.size() > 6 || row.total) return;
    const bool finer = row.finer && row.key.size() > 6;
    if (row.code == last_ && (last_finer_ || !finer)) return;
    last_ = row.code;
    last_finer_ = finer;
    for (std::size_t digits = 2; digits < row.code.size(); digits += 2)
        codes_.insert(row.code.substr(0, digits));
    if (finer) codes_.insert(row.code);
}

CountTable::CountTable(const Table& table, const Areas& areas, const Reading& reading, const RowAreas& places,
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
      report_(report),
      reader_(table, columns_.column, columns_.scale, reading, report),
      fates_(table.rows.size(), Fate::out) {
    for (const CountWords& words : columns_.words)
        of_children_.push_back(!words.others && !words.share && !words.measure);
}

bool CountTable::too_many_problems() const {
    constexpr std::size_t most = 200000;
    return report_.problems.size() > most;
}

bool CountTable::find(const CodesWithParts& has_parts, const Progress& progress) {
    RowCounts counts;
    SumsAbove block(columns_.column.size());
    Steps steps(progress, table_.rows.size());
    good_.reserve(table_.rows.size());
    for (auto row = table_.rows.begin(); row != table_.rows.end(); ++row) {
        steps.one_done();
        ++report_.rows_in;
        const std::size_t at = row.at();
        const RowArea place = places_.of(*row);
        // Only a row without an area of its own is a total by its words.
        const auto any_says = [&](const auto& says) {
            return !place.placed() && std::any_of(row->cells.begin(), row->cells.end(), says);
        };
        const bool country = place.country || any_says(says_nationwide);
        const bool total_row =
            place.total || country || any_says([&](std::string_view text) { return places_.says_sum(text); });
        if (total_row || (!place.finer && !place.code.empty() && has_parts.contains(place.code))) {
            add_total(at, country ? "TH" : place.code.size() <= 6 ? place.code : "");
            block.start_again();
            continue;
        }
        reader_.read(*row, false, counts);
        if (place.placed() && !counts.problem && place.code.size() >= 2)
            counts.problem = reader_.too_many(
                *row, counts, areas_, static_cast<Level>(std::min<std::size_t>(place.code.size() / 2, 3)),
                of_children_);
        if (!place.placed()) {
            const std::size_t summed = counts.problem ? 0 : block.rows_summed_by(counts.cells);
            const bool fits = summed > 0;
            // Two numbers are easily a third by chance.
            if (is_sum_without_name(*row, place, summed > 2)) {
                add_total(at, "");
                block.start_again();
                continue;
            }
            reject(at, *row, with_way_to_sum(*place.problem, place, fits), place.code, place.candidates);
        } else if (counts.problem) {
            reject(at, *row, *std::move(counts.problem), place.code, {});
        } else {
            block.add(counts.cells);
            keep(at, place);
        }
        if (too_many_problems()) return false;
    }
    return true;
}

void CountTable::add_total(std::size_t at, const std::string& code) {
    ++report_.rows_subtotal;
    totals_.push_back({code, at});
}

/// A row that names no area: a person said that it is a sum, or it is nothing but the numbers that the rows
/// above it add up to.
bool CountTable::is_sum_without_name(const Table::Row& row, const RowArea& place, bool fits) {
    const Decision* said = decision_for(reading_, place.problem->kind, row.number, place.problem->column);
    const bool decided = said != nullptr && said->choice == "is_total";
    const bool nothing_said = place.problem->kind == "code_missing" || place.problem->kind == "name_missing";
    const bool bare =
        nothing_said && std::all_of(row.cells.begin(), row.cells.end(),
                                    [](std::string_view text) { return count_from_cell(text).has_value(); });
    if (!decided && !(fits && bare)) return false;
    report_.warnings.push_back(note(decided ? "total_by_decision" : "total_by_sum", report_, table_, row,
                                    column_, place.problem->value));
    return true;
}

/// A row of which nobody knows the area may be a sum; where its numbers say so, first of all.
ImportNote CountTable::with_way_to_sum(ImportNote problem, const RowArea& place, bool fits) const {
    if (!place.candidates.empty() && !fits) return problem;
    const auto before =
        fits ? problem.fixes.begin() : std::find(problem.fixes.begin(), problem.fixes.end(), Fix{"hold", ""});
    problem.fixes.insert(before, {"is_total", ""});
    return problem;
}

/// The key of the rows that are of the same children.
std::string CountTable::words_of_key(std::size_t at, const RowArea& place) const {
    const std::size_t first = first_of(at);
    return first == 0 ? area_key(place) : area_key(place) + '\x1f' + std::to_string(first);
}

void CountTable::keep(std::size_t at, const RowArea& place) {
    fates_[at] = Fate::good;
    if (!place.finer && (wholes_.empty() || !wholes_.contains(place.code))) wholes_.insert(place.code);
    any_finer_ = any_finer_ || place.finer;
    good_.push_back(good_of(at, place));
}

CountTable::Good CountTable::good_of(std::size_t at, const RowArea& place) {
    const std::string key = words_of_key(at, place);
    if (least_key_.empty() || key < least_key_) {
        least_key_ = key;
        any_province_ = area_key(place).size() == 2;
    }
    Fingerprint print;
    print.add(key);
    return {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(print.a >> 32U),
            static_cast<std::uint32_t>(print.a)};
}

/// An area that was joined with others, beside the whole: the same children twice.
void CountTable::take_as_wholes() {
    if (!any_finer_ || wholes_.empty()) return;
    least_key_.clear();
    for (Good& one : good_) {
        RowArea place = places_.of(table_.rows[one.row]);
        if (place.finer && wholes_.contains(place.code)) {
            place.finer = false;
            fates_[one.row] = Fate::good_as_whole;
        }
        one = good_of(one.row, place);
    }
}

bool CountTable::settle_repeated() {
    take_as_wholes();
    std::sort(good_.begin(), good_.end(), [](const Good& a, const Good& b) {
        return a.key() != b.key() ? a.key() < b.key() : a.row < b.row;
    });
    const auto place_of = [&](std::uint32_t at) {
        RowArea place = places_.of(table_.rows[at]);
        if (fates_[at] == Fate::good_as_whole) place.finer = false;
        return place;
    };
    // In the order of the keys' words, as a list would have them.
    std::map<std::string, std::vector<std::uint32_t>> groups;
    for (std::size_t from = 0, to = 0; from < good_.size(); from = to) {
        while (to < good_.size() && good_[to].key() == good_[from].key()) ++to;
        if (to - from < 2) continue;
        const std::uint32_t first = good_[from].row;
        std::vector<std::uint32_t>& rows = groups[words_of_key(first, place_of(first))];
        for (std::size_t k = from; k < to; ++k) rows.push_back(good_[k].row);
    }
    std::vector<Good>().swap(good_);
    for (const auto& [key, rows] : groups) {
        settle_group(rows);
        if (too_many_problems()) return false;
    }
    return true;
}

/// The days of rows of one area, where each is of another; none else.
std::vector<std::string> CountTable::days_of(const std::vector<std::uint32_t>& rows) const {
    std::vector<std::string> out;
    for (const std::uint32_t at : rows) {
        const auto day = date_from_cell(cell(table_.rows[at], dates_));
        if (!day || day->iso.empty()) return {};
        out.push_back(day->iso);
    }
    const std::set<std::string> each(out.begin(), out.end());
    return each.size() == out.size() ? out : std::vector<std::string>{};
}

/// What a person said of rows that differ in the numbers of one area: of any of them, or of all such.
const Decision* CountTable::said_of(const std::vector<std::uint32_t>& rows) const {
    for (const std::uint32_t at : rows)
        for (const char* kind : {"units_of_area", "duplicate_code", "same_area_dates"})
            if (const Decision* said = decision_for(reading_, kind, table_.rows.number(at))) return said;
    return nullptr;
}

/// A column that names each of the rows otherwise, where it names nearly all rows of the table: schools or
/// offices of one area, whose children are others.  -1 for none.
int CountTable::unit_column(const std::vector<std::uint32_t>& rows) const {
    const AreaColumns& of_area = places_.columns();
    for (int c = 0; c < static_cast<int>(table_.header.size()); ++c) {
        const std::string& header = table_.header[static_cast<std::size_t>(c)];
        const bool counts =
            std::find(columns_.column.begin(), columns_.column.end(), c) != columns_.column.end();
        const bool other = c == dates_ || c == of_area.code || c == of_area.province || c == of_area.amphoe ||
                           std::find(form_.columns.begin(), form_.columns.end(), c) != form_.columns.end();
        if (counts || other || header.empty() || is_running_number(header)) continue;
        std::set<std::string> names;
        bool all = true;
        for (const std::uint32_t at : rows) {
            const std::string name = cell(table_.rows[at], c);
            const bool of_tambon = c == of_area.tambon || c == of_area.whole;
            all = all && !name.empty() &&
                  (of_tambon ? without_office(name).has_value() : is_unit_name(header, name));
            names.insert(key_of(name));
        }
        if (all && names.size() == rows.size()) return c;
    }
    return -1;
}

ImportNote CountTable::asked_of_units(std::uint32_t at, int column) const {
    const Table::Row row = table_.rows[at];
    const RowArea place = places_.of(row);
    const std::string& name = areas_.at(place.level).name_th[place.area.row()];
    ImportNote out = note("units_of_area", report_, table_, row, column, rows::cut(cell(row, column), 80),
                          name + " (" + place.code + ")");
    out.fixes = {{"add_up", ""}, {"hold", ""}};
    return out;
}

/// Rows of one area: those that say the same count once, else as a person said, else all are held.
void CountTable::settle_group(const std::vector<std::uint32_t>& rows) {
    RowCounts first, other;
    reader_.read(table_.rows[rows.front()], false, first);
    const bool same = std::all_of(rows.begin(), rows.end(), [&](std::uint32_t at) {
        reader_.read(table_.rows[at], false, other);
        return other.cells == first.cells;
    });
    const Decision* said = same ? nullptr : said_of(rows);
    const std::string choice = said == nullptr ? std::string{} : said->choice;
    const std::vector<std::string> days = days_of(rows);
    const int units = same || said != nullptr || !days.empty() ? -1 : unit_column(rows);
    const bool latest = choice == "use_latest" && !days.empty();
    const bool chosen = choice == "keep_first" || choice == "keep_last" || latest;
    const std::size_t kept =
        choice == "keep_last" ? rows.size() - 1
        : latest ? static_cast<std::size_t>(std::max_element(days.begin(), days.end()) - days.begin())
                 : 0;
    for (std::size_t k = 0; k < rows.size(); ++k) {
        const Table::Row row = table_.rows[rows[k]];
        const std::string code = places_.of(row).code;
        const auto told = [&](const char* kind, std::size_t twin) {
            return note(kind, report_, table_, row, column_, code,
                        std::to_string(table_.rows.number(rows[twin])));
        };
        if (same || chosen) {
            if (k == kept) continue;
            ++report_.rows_duplicate;
            add_repairs({told(same ? "row_repeated" : "duplicate_left_out", kept)});
            fates_[rows[k]] = Fate::out;
        } else if (choice == "add_up") {
            if (k > 0) added_.emplace(rows[k], told("duplicate_added", 0));
        } else {
            ImportNote problem = told("duplicate_code", k == 0 ? 1 : 0);
            problem.fixes = {{"keep_first", ""}, {"keep_last", ""}, {"add_up", ""}, {"hold", ""}};
            if (!days.empty()) {
                problem.kind = "same_area_dates";
                problem.reason.clear();
                for (const std::string& day : std::set<std::string>(days.begin(), days.end()))
                    problem.reason += (problem.reason.empty() ? "" : ", ") + day;
                problem.fixes = {{"use_latest", ""}, {"add_up", ""}, {"hold", ""}};
            } else if (units >= 0) {
                problem = asked_of_units(rows[k], units);
            }
            reject(rows[k], row, std::move(problem), code, {code});
            fates_[rows[k]] = Fate::out;
        }
    }
    repeated_ += number(rows.size()) - 1;
}

/// A row that is held back.  Its children are numbered as far as they can be read; a row that a person
/// wants to leave out asks nothing.
void CountTable::reject(std::size_t at, const Table::Row& row, ImportNote problem, const std::string& code,
                        const std::vector<std::string>& candidates) {
    ++report_.rows_rejected;
    // A code or a telephone holds no children back.
    const bool no_children = problem.kind == "number_too_large" || problem.kind == "number_is_code";
    const std::string of_column = problem.column;
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
    for (std::size_t i = 0; i < columns_.column.size(); ++i)
        if (series_[first_of(at) + i].in_total && !(no_children && columns_.series[i].name == of_column))
            if (const auto milli = reader_.milli(row, i)) report_.held_children_milli += *milli;
}

void CountTable::add_repairs(const std::vector<ImportNote>& repairs) {
    for (const ImportNote& note : repairs) report_.repairs.push_back(note);
}

void CountTable::load(bool accept, const Progress& progress) {
    AreaCells by_column(columns_.column.size());
    AreaCells by_series(form_.is_long() ? series_.size() : 0);
    RowSums sums(totals_, columns_.column.size());
    ByArea by_area;
    RowAreas::Tally tally;
    RowCounts counts;
    Steps steps(progress, table_.rows.size());
    for (auto row = table_.rows.begin(); row != table_.rows.end(); ++row) {
        steps.one_done();
        const std::size_t at = row.at();
        if (fates_[at] == Fate::out) continue;
        RowArea place = places_.of(*row);
        if (fates_[at] == Fate::good_as_whole) place.finer = false;
        reader_.read(*row, true, counts);
        add_repairs(counts.repairs);
        if (const auto added = added_.find(static_cast<std::uint32_t>(at)); added != added_.end())
            add_repairs({added->second});
        bool all_values = true;
        std::int64_t sum = 0;
        for (std::size_t i = 0; i < counts.cells.size(); ++i) {
            const CountCell& one = counts.cells[i];
            const bool in_total = series_[first_of(at) + i].in_total;
            if (one.state == CellState::missing) ++report_.missing_cells;
            if (one.state == CellState::suppressed) ++report_.suppressed_cells;
            all_values = all_values && (!in_total || one.state == CellState::value);
            if (in_total) sum += one.children_milli;
        }
        const RowRests rests = all_values ? RowRests{} : rests_of(*row, counts);
        report_.total_children_milli += sum;
        for (const auto& [whole, rest] : rests) report_.total_children_milli += rest;
        if (all_values) check_whole(*row, counts, sum);
        ++report_.rows_loaded;
        load_row(at, place, counts, by_column, by_series, sums, by_area, rests);
        tally.add(place);
    }
    const std::int64_t lacking_in_series = [&] {
        if (!form_.is_long()) return std::int64_t{0};
        for (std::size_t s = 0; s < series_.size(); ++s) series_[s].cells = by_series.take(s);
        check_categories(by_area);
        return by_series.lacking();
    }();
    for (const auto& [code, children] : by_area) report_.by_area_milli.emplace_back(code, children.milli());
    ask_of_all_who_live_there();
    note_totals_with_others();
    reader_.note_fractions(report_);
    for (std::size_t i = 0; i < columns_.series.size(); ++i) columns_.series[i].cells = by_column.take(i);
    settle_totals(table_, areas_, {totals_, sums, refused_, reader_}, reading_, accept, columns_, report_);
    if (form_.is_long()) {
        add_rests();
    } else {
        series_ = std::move(columns_.series);
        add_rests_of_rows(std::move(rests_));
    }
    note_counted_elsewhere();
    const std::int64_t lacking = form_.is_long() ? lacking_in_series : by_column.lacking();
    if (lacking > 0)
        report_.warnings.push_back(
            {"parts_without_number", report_.file, table_.sheet, 0, "", "", grouped(lacking)});
    places_.note_table(std::move(tally), report_);
    note_coarse();
}

/// Nobody says that they are out of learning, and they are as many as live there.
void CountTable::ask_of_all_who_live_there() {
    const auto says = [](const CountWords& words) { return words.says_whom(); };
    if (columns_.table_names_children || std::any_of(columns_.words.begin(), columns_.words.end(), says) ||
        std::any_of(form_.categories.begin(), form_.categories.end(), says))
        return;
    const auto first =
        std::find_if(series_.begin(), series_.end(), [](const CountSeries& one) { return one.in_total; });
    if (first == series_.end() || first->status != ChildStatus::any) return;
    const auto at = static_cast<std::size_t>(first - series_.begin());
    std::string column = rows::column_name(table_, columns_.column[at % columns_.column.size()]);
    if (form_.is_long()) column += " / " + form_.names[at / columns_.column.size()];
    for (const Decision& one : reading_.decisions)
        if (one.kind == "whom_not_said" || one.kind == "many_for_children" || one.kind == "which_column" ||
            one.kind == "no_children_column")
            return;
    // Six times as many a province, amphoe or tambon as in the whole country (1.02 million); people are fifty
    // times.
    constexpr std::array<std::int64_t, 4> many = {0, 80'000, 6'600, 825};
    std::array<std::int64_t, 4> milli{}, areas{};
    for (const auto& [code, children] : report_.by_area_milli)
        if (const std::size_t level = code.size() / 2; children && level < many.size()) {
            milli[level] += *children;
            ++areas[level];
        }
    for (std::size_t level = 1; level < many.size(); ++level) {
        if (areas[level] < 2 || milli[level] <= many[level] * 1000 * areas[level]) continue;
        ImportNote asked{"many_for_children",
                         report_.file,
                         table_.sheet,
                         0,
                         column,
                         grouped(milli[level] / 1000 / areas[level]),
                         ""};
        asked.fixes = {{"as_out_of_learning", ""}, {"keep_beside", ""}};
        report_.problems.push_back(std::move(asked));
        return;
    }
}

/// "Total" over those at risk and those who returned as well: told once, with what it holds.
void CountTable::note_totals_with_others() {
    if (totals_with_others_ == 0) return;
    std::string others;
    for (std::size_t i = 0; i < columns_.column.size(); ++i)
        if (!columns_.is_whole[i] && !is_out_of_learning(columns_.series[i].status))
            others += (others.empty() ? "" : ", ") + columns_.series[i].name;
    const std::string& whole = columns_.series[static_cast<std::size_t>(columns_.whole)].name;
    report_.warnings.push_back(
        {"total_with_others", report_.file, table_.sheet, 0, whole, "", rows::cut(others, 160)});
}

/// The cells of a row, in parts where its area was split: whole thousandths that sum to the row.
void CountTable::load_row(std::size_t at, const RowArea& place, const RowCounts& counts, AreaCells& by_column,
                          AreaCells& by_series, RowSums& sums, ByArea& by_area, const RowRests& rests) {
    std::vector<CodeShare> shares = place.shares;
    if (shares.empty()) shares = {{place.code, 1000}};
    const std::size_t first = first_of(at);
    std::vector<std::int64_t> left;
    std::vector<ColumnSum> parts;
    for (const CountCell& one : counts.cells) left.push_back(one.children_milli);
    RowRests left_of_rests = rests;
    for (std::size_t s = 0; s < shares.size(); ++s) {
        const auto level = static_cast<Level>(shares[s].code.size() / 2);
        const AreaId area = areas_.find(level, shares[s].code);
        AreaChildren& children = by_area[shares[s].code];
        parts.clear();
        for (std::size_t i = 0; i < counts.cells.size(); ++i) {
            CountCell part{level, area, counts.cells[i].state, left[i]};
            if (s + 1 < shares.size())
                part.children_milli = counts.cells[i].children_milli * shares[s].share_milli / 1000;
            left[i] -= part.children_milli;
            // The total of the row knows what its part does not.
            const bool is_known = series_[first + i].in_total && part.state != CellState::value &&
                                  std::any_of(rests.begin(), rests.end(),
                                              [&](const auto& one) { return is_part_of(one.first, i); });
            parts.push_back({part.children_milli, part.state != CellState::value && !is_known});
            if (is_known) continue;
            if (series_[first + i].in_total) children.add(part);
            by_column.add(i, part);
            if (form_.is_long()) by_series.add(first + i, part);
        }
        for (std::size_t r = 0; r < rests.size(); ++r) {
            CountCell part{level, area, CellState::value, left_of_rests[r].second};
            if (s + 1 < shares.size()) part.children_milli = rests[r].second * shares[s].share_milli / 1000;
            left_of_rests[r].second -= part.children_milli;
            children.add(part);
            rests_[rests[r].first].push_back(part);
        }
        if (!totals_.empty()) sums.add(shares[s].code, at, parts);
    }
}

/// A column of totals beside the parts is checked, never added.
void CountTable::check_whole(const Table::Row& row, const RowCounts& counts, std::int64_t sum) {
    if (!columns_.parts || columns_.whole < 0) return;
    const auto whole = static_cast<std::size_t>(columns_.whole);
    const CountCell& stated = counts.cells[whole];
    if (stated.state != CellState::value || stated.children_milli == sum) return;
    std::int64_t with_others = 0;
    for (std::size_t i = 0; i < counts.cells.size(); ++i)
        if (columns_.series[i].in_total ||
            (!columns_.is_whole[i] && !is_out_of_learning(columns_.series[i].status)))
            with_others += counts.cells[i].children_milli;
    if (stated.children_milli == with_others) {
        ++totals_with_others_;
        return;
    }
    const int column = columns_.column[whole];
    report_.warnings.push_back(
        note("total_differs", report_, table_, row, column, rows::as_sent(row, column), exact_children(sum)));
}

/// Children that totals hold beyond the rows of a long table: of no category that is known.
void CountTable::add_rests() {
    using AtLevel = std::pair<Level, AreaId>;
    std::vector<CountSeries> rests;
    for (std::size_t i = 0; i < columns_.column.size(); ++i) {
        CountSeries rest = columns_.series[i];
        std::map<AtLevel, std::int64_t> left;
        for (const CountCell& one : rest.cells) left[{one.level, one.area}] += one.children_milli;
        rest.cells.clear();
        for (std::size_t s = i; s < series_.size(); s += columns_.column.size())
            for (const CountCell& one : series_[s].cells) left[{one.level, one.area}] -= one.children_milli;
        for (const auto& [place, milli] : left)
            if (milli > 0) rest.cells.push_back({place.first, place.second, CellState::value, milli});
        if (rest.cells.empty()) continue;
        rest.id += "_rest";
        rests.push_back(std::move(rest));
    }
    std::move(rests.begin(), rests.end(), std::back_inserter(series_));
}

/// Children whose tambon nobody says have no place on the map.
void CountTable::note_coarse() {
    for (const CountSeries& series : series_) {
        if (!series.in_total) continue;
        for (const CountCell& one : series.cells)
            if (one.level < areas_.finest()) report_.children_without_place_milli += one.children_milli;
    }
    if (report_.children_without_place_milli > 0)
        report_.warnings.push_back({"coarse_counts", report_.file, table_.sheet, 0, "", "",
                                    exact_grouped(report_.children_without_place_milli)});
}

}  // namespace geo
