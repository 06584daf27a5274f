#include "geo/data/subtotals.h"

#include "geo/base/figures.h"
#include "geo/base/text.h"
#include "geo/data/cell.h"
#include "geo/data/row_words.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <tuple>

namespace geo {

using rows::cell;
using rows::note;

namespace {

/// How a row of totals begins; รวม alone would also catch the tambon รวมไทยพัฒนา.
constexpr std::array<const char*, 16> total_openings = {
    "รวมทั้ง",  "รวมอำเภอ", "รวมอ.",  "รวมจังหวัด", "รวมจ.", "รวมตำบล",    "รวมเขต",   "รวมทุก",
    "รวมยอด", "รวมย่อย",   "ยอดรวม", "ยอดยก",    "ผลรวม", "grandtotal", "subtotal", "sub-total"};
/// And one of all rows.
constexpr std::array<const char*, 7> grand_openings = {"รวมทั้ง",   "รวมทุก",    "รวมจังหวัด",  "รวมจ.",
                                                       "ทั้งจังหวัด", "สรุปจังหวัด", "grandtotal"};
/// Words of totals before or behind what is summed, longer ones first.
constexpr std::array<const char*, 19> total_words = {
    "รวมทั้งสิ้น",    "รวมทั้งหมด",  "รวมย่อย",   "รวมยอด",  "รวมทุก", "ยอดรวม",  "ผลรวม",
    "สรุปยอด",     "รวม",       "สรุป",      "ทั้งอำเภอ", "ทั้งเขต", "ทั้งจังหวัด", "ทั้งตำบล",
    "grandtotal", "sub-total", "subtotal", "totalof", "total"};
/// What is counted behind a number: "14 ตำบล".
constexpr std::array<const char*, 10> counted_words = {"หมู่บ้าน", "ตำบล", "แขวง",    "อำเภอ",  "เขต",
                                                       "พื้นที่",   "แห่ง",  "tambons", "tambon", "คน"};
/// And one that is carried from page to page.
constexpr std::array<const char*, 1> carried_openings = {"ยอดยก"};

template <std::size_t N>
bool begins_with_one(std::string_view text, const std::array<const char*, N>& openings) {
    const std::string key = key_of(text);
    return std::any_of(openings.begin(), openings.end(),
                       [&](const char* opening) { return key.rfind(opening, 0) == 0; });
}

/// "จำนวน 14 ตำบล", "(14 ตำบล)" at the end of a key, and what parts words.
void strip_counted(std::string& key) {
    const auto trim = [&] {
        while (!key.empty() && std::string_view{"()[]:-,="}.find(key.back()) != std::string_view::npos)
            key.pop_back();
    };
    trim();
    for (const std::string_view word : counted_words) {
        if (!key.ends_with(word)) continue;
        std::size_t digits = key.size() - word.size();
        while (digits > 0 && key[digits - 1] >= '0' && key[digits - 1] <= '9') --digits;
        if (digits == key.size() - word.size()) continue;
        key.resize(digits);
        trim();
        for (const std::string_view before : {"จำนวน", "ทั้งหมด"})
            if (key.ends_with(before)) key.resize(key.size() - before.size());
        break;
    }
    trim();
}

/// Takes one word of totals off one end of a key; false where none stands there.
bool take_total_word(std::string& key) {
    for (const std::string_view word : total_words) {
        if (key.starts_with(word))
            key.erase(0, word.size());
        else if (key.ends_with(word))
            key.resize(key.size() - word.size());
        else
            continue;
        return true;
    }
    return false;
}

constexpr std::size_t names_of_country = 5;  ///< of the words below; the others mean all of it
constexpr std::array<const char*, 16> country_words = {
    "th",           "tha",          "thailand",     "ประเทศไทย",   "country",    "ประเทศ",
    "ทั่วประเทศ",     "ทั้งประเทศ",     "รวมประเทศ",    "รวมทั่วประเทศ", "ระดับประเทศ", "ทั่วราชอาณาจักร",
    "ทั้งราชอาณาจักร", "wholecountry", "wholekingdom", "nationwide"};

const std::string country_code = "TH";

/// A total, and the rows of the table that it sums.
struct Total {
    std::string code;  ///< of the area that takes the rest; "" for the country
    bool by_code = false;
    std::size_t at = 0;
    RowSpan span;               ///< where there is no code
    std::vector<RowSpan> also;  ///< other rows that it may sum: a total may stand before its rows
    bool keeps_rest = true;     ///< which rows it sums is plain
};

/// Children that a total holds beyond its rows.
struct Surplus {
    std::string code;
    std::size_t at = 0;
    std::int64_t milli = 0;
};

void add_to(ColumnSum& sum, const ColumnSum& more) {
    sum.milli += more.milli;
    sum.lacks = sum.lacks || more.lacks;
}

/// Without a code the words and the place of the row say what it sums.
void set_span(Total& total, const Table::Row& row, RowSpan above, RowSpan below, std::size_t end,
              bool any_above, bool plain) {
    const auto says = [&](const auto& openings) {
        return std::any_of(row.cells.begin(), row.cells.end(),
                           [&](std::string_view text) { return begins_with_one(text, openings); });
    };
    const bool says_all = says(grand_openings);
    const bool of_all = says_all || !any_above;
    total.span = of_all ? RowSpan{0, end} : above;
    total.also = {above, below, {0, total.at}, {0, end}};
    total.keeps_rest = !says(carried_openings) && (says_all || plain);
}

std::vector<Total> totals_of(const Table& table, const std::vector<CodedRow>& totals, const RowSums& loaded) {
    std::vector<std::size_t> bare;
    for (const CodedRow& row : totals)
        if (row.code.empty()) bare.push_back(row.at);
    const std::size_t end = table.rows.size();
    // Each total stands below its rows where none stands above the first row or is missing below the last.
    const bool plain = bare.size() == 1 || (!bare.empty() && loaded.any_in({0, bare.front()}) &&
                                            !loaded.any_in({bare.back(), end}));
    std::vector<Total> out;
    std::size_t next = 0;
    for (const CodedRow& row : totals) {
        Total total;
        total.code = row.code;
        total.by_code = !row.code.empty() && row.code != country_code;
        total.at = row.at;
        if (row.code == country_code) {
            // The rows of one province are no sum of the country.
            total.code.clear();
            total.span = {0, end};
            total.keeps_rest = !loaded.any_in(total.span) || loaded.common_code(total.span).empty();
        } else if (!total.by_code) {
            const RowSpan above{next == 0 ? 0 : bare[next - 1] + 1, row.at};
            ++next;
            const RowSpan below{row.at + 1, next < bare.size() ? bare[next] : end};
            set_span(total, table.rows[row.at], above, below, end, loaded.any_in(above), plain);
            total.code = loaded.common_code(total.span);
        }
        out.push_back(std::move(total));
    }
    // From narrow to wide, so that a rest below is part of what stands above.
    std::stable_sort(out.begin(), out.end(), [](const Total& a, const Total& b) {
        const auto key = [](const Total& t) {
            return std::tuple{6 - t.code.size(), t.by_code ? 0 : t.span.to - t.span.from, t.at};
        };
        return key(a) < key(b);
    });
    return out;
}

/// True where what stands in `code` and in row `at` is part of the total.
bool holds(const Total& total, const std::string& code, std::size_t at) {
    return total.by_code ? code.starts_with(total.code) : at >= total.span.from && at < total.span.to;
}

/// How a column is asked about.
struct SumAsking {
    const Reading& reading;
    bool accept = false;
    bool never = false;  ///< a column of totals beside their parts: nothing of it is counted
};

/// One column: what its totals state, and the sums of the rows below each.
class Column {
public:
    Column(const Table& table, const std::vector<Total>& totals, const RowSums& loaded,
           const std::vector<CodedRow>& refused, const CountReader& reader, int column, std::size_t i,
           const SumAsking& asking)
        : table_(table), totals_(totals), refused_(refused), column_(column), asking_(asking) {
        for (const Total& total : totals) {
            const auto value = reader.of_total(row_of(total), i);
            readable_.push_back(value.has_value());
            stated_.push_back(value && value->state == CellState::value ? std::optional{value->milli}
                                                                        : std::nullopt);
            const auto sum_of = [&](RowSpan span) { return loaded.sum_of(span, i); };
            rows_.push_back(total.by_code ? loaded.below(total.code, i) : sum_of(total.span));
            agrees_.push_back(stated_.back() &&
                              (*stated_.back() == rows_.back().milli ||
                               std::any_of(total.also.begin(), total.also.end(), [&](RowSpan span) {
                                   return loaded.any_in(span) && *stated_.back() == sum_of(span).milli;
                               })));
        }
    }

    /// The children of each total that no row counts; notes for those that do not fit their rows.
    std::vector<Surplus> rests(const Areas& areas, ImportReport& report) const {
        std::vector<Surplus> out, not_kept;
        for (std::size_t t = 0; t < totals_.size(); ++t) {
            const Total& total = totals_[t];
            if (!stated_[t]) {
                if (!readable_[t])
                    report.warnings.push_back(
                        note("bad_number", report, table_, row_of(total), column_, text_of(total)));
                continue;
            }
            const std::int64_t below = rows_[t].milli + sum_in(total, out);
            // A sender adds up his own subtotals: one that is asked about is in those above it.
            const std::int64_t with_asked = below + sum_in(total, not_kept);
            if (agrees_[t] || *stated_[t] == below || *stated_[t] == with_asked) continue;
            if (const std::int64_t rows = refused_of(total); rows > 0) {
                report.warnings.push_back(note("subtotal_not_compared", report, table_, row_of(total),
                                               column_, text_of(total), std::to_string(rows)));
                continue;
            }
            const auto level = static_cast<Level>(total.code.size() / 2);
            const bool known = areas.find(level, total.code.empty() ? country_code : total.code).valid();
            ImportNote differs = note("subtotal_differs", report, table_, row_of(total), column_,
                                      text_of(total), exact_children(below));
            if (*stated_[t] < below || !total.keeps_rest || !known || wider_agrees(total)) {
                report.warnings.push_back(std::move(differs));
                continue;
            }
            const Surplus rest{total.code, total.at, *stated_[t] - below};
            const std::string choice = choice_of(differs, rows_[t].lacks);
            if (choice == "keep_rest") {
                out.push_back(rest);
                ImportNote kept = note("subtotal_rest", report, table_, row_of(total), column_,
                                       text_of(total), exact_children(rest.milli));
                kept.fixes = {{"rows_right", ""}, {"keep_rest", ""}};
                report.warnings.push_back(std::move(kept));
                continue;
            }
            not_kept.push_back(rest);
            if (choice.empty()) differs.fixes = {{"rows_right", ""}, {"keep_rest", ""}};
            (choice.empty() ? report.problems : report.warnings).push_back(std::move(differs));
        }
        return out;
    }

private:
    Table::Row row_of(const Total& total) const { return table_.rows[total.at]; }
    std::string text_of(const Total& total) const { return cell(row_of(total), column_); }

    /// Of the rests those inside the total.
    static std::int64_t sum_in(const Total& total, const std::vector<Surplus>& rests) {
        std::int64_t sum = 0;
        for (const Surplus& rest : rests)
            if (holds(total, rest.code, rest.at)) sum += rest.milli;
        return sum;
    }

    /// What a person said of a difference; else a row that `lacks` its number explains it; "" where it is to
    /// be asked.
    std::string choice_of(const ImportNote& differs, bool lacks) const {
        for (const char* kind :
             {lacks ? "subtotal_rest" : differs.kind.c_str(), lacks ? differs.kind.c_str() : "subtotal_rest"})
            if (const Decision* said = decision_for(asking_.reading, kind, differs.row, differs.column))
                return said->choice;
        if (lacks) return "keep_rest";
        return asking_.accept || asking_.never ? "rows_right" : "";
    }

    /// The table says elsewhere that its rows are all there is.
    bool wider_agrees(const Total& total) const {
        for (std::size_t t = 0; t < totals_.size(); ++t)
            if (agrees_[t] && totals_[t].at != total.at && totals_[t].code.size() <= total.code.size() &&
                holds(totals_[t], total.code, total.at))
                return true;
        return false;
    }

    /// Rows that were refused and may be of the total; one without a readable code may be of any.
    std::int64_t refused_of(const Total& total) const {
        return std::count_if(refused_.begin(), refused_.end(), [&](const CodedRow& row) {
            if (total.by_code && row.code.empty()) return true;
            return holds(total, row.code, row.at) || (!total.by_code && !total.keeps_rest);
        });
    }

    const Table& table_;
    const std::vector<Total>& totals_;
    const std::vector<CodedRow>& refused_;
    int column_;
    std::vector<std::optional<std::int64_t>> stated_;
    std::vector<bool> readable_;
    std::vector<ColumnSum> rows_;
    std::vector<bool> agrees_;
    SumAsking asking_;
};

void add_rest(const Areas& areas, const Surplus& rest, CountSeries& series) {
    const auto level = static_cast<Level>(rest.code.size() / 2);
    const AreaId area = areas.find(level, rest.code.empty() ? country_code : rest.code);
    for (CountCell& cell : series.cells) {
        if (cell.level != level || cell.area != area) continue;
        cell.children_milli += rest.milli;
        return;
    }
    series.cells.push_back({level, area, CellState::value, rest.milli});
}

}  // namespace

bool says_total(std::string_view text) {
    const std::string key = key_of(text);
    return key == "รวม" || key == "total" || begins_with_one(text, total_openings);
}

bool says_nationwide(std::string_view text) {
    const std::string key = key_of(text);
    return std::any_of(country_words.begin() + names_of_country, country_words.end(),
                       [&](const char* word) { return key == word; });
}

bool says_country(std::string_view text) {
    const std::string key = key_of(text);
    return std::any_of(country_words.begin(), country_words.end(),
                       [&](const char* word) { return key == word; });
}

std::optional<std::string> total_of(std::string_view text) {
    std::string key = key_of(text);
    strip_counted(key);
    if (!take_total_word(key)) return std::nullopt;
    while (take_total_word(key)) {
    }
    while (!key.empty() && std::string_view{"()[]:-,="}.find(key.front()) != std::string_view::npos)
        key.erase(0, 1);
    strip_counted(key);
    return key;
}

RowSums::RowSums(const std::vector<CodedRow>& totals, std::size_t columns) {
    segments_.emplace_back();
    for (const CodedRow& total : totals)
        if (total.code.empty()) segments_.emplace_back().from = total.at + 1;
    for (Segment& one : segments_) one.sums.resize(columns);
}

void RowSums::add(const std::string& code, std::size_t at, const std::vector<ColumnSum>& cells) {
    while (last_segment_ + 1 < segments_.size() && segments_[last_segment_ + 1].from <= at) ++last_segment_;
    Segment& segment = segments_[last_segment_];
    segment.shortest = std::min(segment.shortest, code.size());
    if (!segment.common) segment.common = code;
    while (!code.starts_with(*segment.common)) segment.common->resize(segment.common->size() - 2);
    std::vector<ColumnSum>& of_code = of_code_[code];
    of_code.resize(cells.size());
    for (std::size_t i = 0; i < cells.size(); ++i) {
        add_to(segment.sums[i], cells[i]);
        add_to(of_code[i], cells[i]);
    }
}

bool RowSums::is_in(std::size_t segment, RowSpan span) const {
    if (!segments_[segment].common || segments_[segment].from < span.from) return false;
    return segment + 1 == segments_.size() ? span.to >= segments_[segment].from
                                           : segments_[segment + 1].from <= span.to + 1;
}

bool RowSums::any_in(RowSpan span) const {
    for (std::size_t s = 0; s < segments_.size(); ++s)
        if (is_in(s, span)) return true;
    return false;
}

ColumnSum RowSums::sum_of(RowSpan span, std::size_t column) const {
    ColumnSum sum;
    for (std::size_t s = 0; s < segments_.size(); ++s)
        if (is_in(s, span)) add_to(sum, segments_[s].sums[column]);
    return sum;
}

ColumnSum RowSums::below(const std::string& code, std::size_t column) const {
    ColumnSum sum;
    for (auto at = of_code_.lower_bound(code); at != of_code_.end() && at->first.starts_with(code); ++at)
        if (at->first.size() > code.size()) add_to(sum, at->second[column]);
    return sum;
}

std::string RowSums::common_code(RowSpan span) const {
    std::optional<std::string> out;
    std::size_t shortest = 6;
    for (std::size_t s = 0; s < segments_.size(); ++s) {
        if (!is_in(s, span)) continue;
        shortest = std::min(shortest, segments_[s].shortest);
        if (!out) out = segments_[s].common;
        while (!segments_[s].common->starts_with(*out)) out->resize(out->size() - 2);
    }
    if (out && out->size() >= shortest) out->resize(shortest - 2);
    return out.value_or("");
}

void settle_totals(const Table& table, const Areas& areas, const TotalsOfTable& of, const Reading& reading,
                   bool accept, CountColumns& columns, ImportReport& report) {
    const std::vector<Total> all = totals_of(table, of.totals, of.loaded);
    for (std::size_t i = 0; i < columns.column.size(); ++i) {
        CountSeries& series = columns.series[i];
        if (!all.empty()) {
            const SumAsking asking{reading, accept, columns.parts && columns.is_whole[i]};
            const Column column(table, all, of.loaded, of.refused, of.reader, columns.column[i], i, asking);
            for (const Surplus& rest : column.rests(areas, report)) add_rest(areas, rest, series);
        }
        std::sort(series.cells.begin(), series.cells.end(), [](const CountCell& a, const CountCell& b) {
            return a.level != b.level ? a.level < b.level : a.area < b.area;
        });
    }
}

}  // namespace geo
