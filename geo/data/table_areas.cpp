// What holds for all rows of a table: the province or amphoe that its title says, and what its rows say
// together.
#include "geo/base/figures.h"
#include "geo/base/text.h"
#include "geo/data/row_areas.h"
#include "geo/data/row_words.h"
#include "geo/data/subtotals.h"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <optional>
#include <utility>

namespace geo {
namespace {

constexpr std::size_t rows_looked_at = 500;

}  // namespace

bool is_of_the_table(std::string_view kind) {
    return kind == "name_prefix_stripped" || kind == "bangkok_alias" || kind == "name_alias" ||
           kind == "code_village_8_digits";
}

/// What may say of which province or amphoe the whole table is.
std::vector<std::string> RowAreas::texts_about() const {
    std::vector<std::string> out;
    for (const Table::Line& line : table_.titles) out.push_back(line.text);
    out.push_back(table_.sheet);
    out.push_back(std::filesystem::path(report_.file).stem().string());
    return out;
}

/// Of the first rows (`seen`) those whose names are of an area inside, for sure.
std::size_t RowAreas::matched_in(const std::string& within, std::size_t& seen) const {
    std::size_t found = 0;
    seen = 0;
    for (const Table::Row& row : table_.rows) {
        bool total = false;
        const AreaWords words = words_in(row, total);
        if (total || words == AreaWords{}) continue;
        if (++seen > rows_looked_at) break;
        if (!names_->find(words, within).code.empty()) ++found;
    }
    return found;
}

/// The amphoe of a table of tambon whose rows say none, as the title, sheet or file name says it.
void RowAreas::find_amphoe() {
    if (columns_.amphoe >= 0 || columns_.whole >= 0 || columns_.tambon < 0) return;
    for (const std::string& text : texts_about()) {
        const std::string said = names_->amphoe_in(text, province_);
        std::size_t seen = 0;
        if (said.empty() || matched_in(said, seen) * 10 < seen * 8) continue;
        amphoe_ = said;
        if (province_.empty()) province_ = said.substr(0, 2);
        return;
    }
}

/// The province of a table whose rows do not say it: as a person set it, as the title, sheet or file name
/// says, or as the amphoe and tambon of the rows have it together.
/// The province or amphoe that a cell names by its title alone; nothing for "อ.เมือง จ.สตูล", for "ต.วาวี" and
/// for the tambon จ.ป.ร.
std::optional<AreaWords> RowAreas::titled_above_tambon(const std::string& text) const {
    const auto level = titled_level(text);
    if (!level || *level == Level::tambon || names_->is_a_name(Level::tambon, name_letters(text)))
        return std::nullopt;
    AreaWords out = words_of_one_cell(text);
    if (!out.tambon.empty() || (!out.amphoe.empty() && !out.province.empty())) return std::nullopt;
    out = {};
    (*level == Level::province ? out.province : out.amphoe) = text;
    return out;
}

int RowAreas::column_of_steps() const {
    return columns_.tambon >= 0 ? columns_.tambon : columns_.whole;
}

void RowAreas::find_outline() {
    const int column = column_of_steps();
    if (column < 0 || columns_.province >= 0 || columns_.amphoe >= 0) return;
    AreaWords above;
    bool parts = false;
    for (const Table::Row& row : table_.rows) {
        const auto titled = titled_above_tambon(rows::cell(row, column));
        if (!titled) {
            parts = parts || !above.amphoe.empty();
            continue;
        }
        if (!titled->province.empty())
            above = *titled;
        else
            above.amphoe = titled->amphoe;
        outline_.emplace_back(row.number, above);
    }
    // A list of amphoe has none below them.
    if (!parts) outline_.clear();
}

/// Gives a tambon what stands above it, and the row of an amphoe or province its own name.
void RowAreas::put_under(const Table::Row& row, AreaWords& words) const {
    const auto behind =
        std::upper_bound(outline_.begin(), outline_.end(), row.number,
                         [](std::int64_t number, const auto& one) { return number < one.first; });
    if (behind == outline_.begin()) return;
    const auto& [number, above] = *std::prev(behind);
    if (number == row.number) {
        words = above;
        return;
    }
    const std::string text = rows::cell(row, column_of_steps());
    const AreaWords own = words_of_one_cell(text);
    const bool says_where = !own.tambon.empty() && (!own.amphoe.empty() || !own.province.empty());
    if (text.empty() || says_where || says_sum(text) || says_country(text)) return;
    words = {above.province, above.amphoe, text};
}

void RowAreas::find_province() {
    province_ = reading_.province;
    for (const Decision& one : reading_.decisions)
        if (one.choice == "set_province" && province_.empty()) province_ = one.value;
    if (!province_.empty() || columns_.province >= 0) return;
    const auto fits = [&](const std::string& province) {
        std::size_t seen = 0, found = 0;
        for (const Table::Row& row : table_.rows) {
            bool total = false;
            const AreaWords words = words_in(row, total);
            if (total || words == AreaWords{} || ++seen > rows_looked_at) continue;
            const AreaMatch match = names_->find(words, province);
            if (!match.code.empty() || !match.candidates.empty()) ++found;
        }
        return seen > 0 && found * 2 >= seen;
    };
    for (const std::string& text : texts_about()) {
        const std::string said = names_->province_in(text);
        if (said.empty() || !fits(said)) continue;
        province_ = said;
        province_by_ = "province_from_title";
        return;
    }
    // Amphoe and tambon together, where nearly all rows agree.
    std::map<std::string, std::size_t> votes;
    std::size_t seen = 0;
    for (const Table::Row& row : table_.rows) {
        bool total = false;
        const AreaWords words = words_in(row, total);
        if (total || words.tambon.empty() || words.amphoe.empty() || ++seen > rows_looked_at) continue;
        if (const AreaMatch match = names_->find(words, ""); !match.code.empty())
            ++votes[match.code.substr(0, 2)];
    }
    for (const auto& [province, count] : votes)
        if (count * 10 >= seen * 8) {
            province_ = province;
            province_by_ = "province_from_names";
        }
}

/// What a person said of a name holds for the sender's next file too, unless the same words mean something
/// else in another row of this one, or nobody knows where in the country the name stands.
void RowAreas::add_aliases(Reading& reading) const {
    if (!names_ || columns_.has_codes() || decided_.empty()) return;
    std::map<std::pair<std::string, std::string>, std::set<std::string>> meant;
    for (const Table::Row& row : table_.rows) {
        bool total = false;
        const AreaWords words = words_in(row, total);
        if (total || words.tambon.empty()) continue;
        const std::optional<std::string> within = around_name(words);
        if (!within) continue;
        const auto decided = decided_.find(row.number);
        meant[{*within, key_of(words.tambon)}].insert(decided == decided_.end() ? ""
                                                                                : decided->second->value);
    }
    for (const auto& [words, codes] : meant) {
        if (codes.size() != 1 || codes.begin()->empty()) continue;
        // The newest answer holds.
        std::erase_if(reading.aliases, [&, key = words](const Alias& one) {
            return one.within == key.first && one.name == key.second;
        });
        reading.aliases.push_back({words.first, words.second, *codes.begin()});
    }
}

void RowAreas::Tally::add(const RowArea& row) {
    ++rows_;
    if (row.finer && row.key.size() > 6) ++finer_;
    for (const ImportNote& repaired : row.repairs) {
        if (repaired.kind == "name_not_of_code" || repaired.kind == "letters_garbled") {
            warnings_.push_back(repaired);
        } else if (is_of_the_table(repaired.kind)) {
            ++counted_[repaired.kind];
        } else {
            repairs_.push_back(repaired);
            if (repaired.kind == "code_recoded" || repaired.kind == "code_split") ++recoded_;
        }
    }
}

void RowAreas::note_table(Tally tally, ImportReport& report) const {
    report.repairs.append(tally.repairs_);
    report.warnings.append(tally.warnings_);
    const auto whole = [&](const std::string& kind, const std::string& reason) {
        return ImportNote{kind, report.file, table_.sheet, 0, "", "", reason};
    };
    for (const auto& [kind, count] : tally.counted_) report.repairs.push_back(whole(kind, grouped(count)));
    const std::int64_t n = tally.rows_;
    if (columns_.province_code >= 0) report.repairs.push_back(whole("split_code_columns", grouped(n)));
    if (!outline_.empty())
        report.repairs.push_back(
            whole("names_under_others", grouped(static_cast<std::int64_t>(outline_.size()))));
    if (!columns_.has_codes() && n > 0) report.repairs.push_back(whole("name_only", grouped(n)));
    if (tally.recoded_ > 0) report.warnings.push_back(whole("old_code_list", grouped(tally.recoded_)));
    if (tally.finer_ > 0) report.warnings.push_back(whole("finer_level_than_tambon", grouped(tally.finer_)));
    if (!province_.empty() && province_by_[0] != '\0') {
        const AreaId area = areas_.find(Level::province, province_);
        ImportNote told =
            whole(province_by_, areas_.at(Level::province).name_th[area.row()] + " (" + province_ + ")");
        told.fixes = {{"set_province", province_}};
        report.warnings.push_back(std::move(told));
    }
    if (!amphoe_.empty())
        report.warnings.push_back(whole(
            "amphoe_from_title", areas_.at(Level::amphoe).name_th[areas_.find(Level::amphoe, amphoe_).row()] +
                                     " (" + amphoe_ + ")"));
    report.reading.aliases = reading_.aliases;
    set_roles(table_, columns_, report.reading);
    if (!province_.empty()) report.reading.province = province_;
    add_aliases(report.reading);
}

}  // namespace geo
