#include "geo/data/row_areas.h"

#include "geo/base/figures.h"
#include "geo/base/text.h"
#include "geo/data/row_words.h"
#include "geo/data/subtotals.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace geo {

using rows::cell;
using rows::note;

namespace {

/// Thai letters whose bytes were read as those of western Europe and written again: "à¸" for each of them.
bool is_garbled(const std::string& name) {
    return name.find("\u00e0\u00b8") != std::string::npos || name.find("\u00e0\u00b9") != std::string::npos ||
           name.find("\ufffd") != std::string::npos;
}

Level level_of(const std::string& code) {
    return static_cast<Level>(code.size() / 2);
}

/// Found without a letter that was taken for another.
bool is_sure(const AreaMatch& match) {
    return !match.code.empty() &&
           std::none_of(match.repairs.begin(), match.repairs.end(), [](const NameRepair& one) {
               return one.kind == "name_misspelled" || one.kind == "name_romanised";
           });
}

std::string joined(const AreaWords& words) {
    std::string out = words.tambon;
    for (const std::string* part : {&words.amphoe, &words.province})
        if (!part->empty()) out += (out.empty() ? "" : " / ") + *part;
    return out;
}

}  // namespace

RowAreas::RowAreas(const Table& table, const Areas& areas, const Reading& reading,
                   const std::vector<CodeChange>& changes, const ImportReport& report)
    : table_(table), areas_(areas), reading_(reading), report_(report), crosswalk_(changes) {
    columns_ = area_columns(table, areas, nullptr, reading);
    if (!columns_.has_codes() || columns_.has_names()) {
        names_ = std::make_shared<const AreaNames>(areas, crosswalk_);
        columns_ = area_columns(table, areas, names_.get(), reading);
    }
    for (const Decision& one : reading.decisions)
        if (one.choice == "use_code" && one.row > 0) decided_[one.row] = &one;
    if (names_ && !columns_.has_codes()) {
        find_outline();
        find_province();
        find_amphoe();
    }
}

const AreaNames& RowAreas::all_names() const {
    if (names_) return *names_;
    if (!index_) index_ = std::make_shared<const AreaNames>(areas_, crosswalk_);
    return *index_;
}

bool RowAreas::says_sum(std::string_view text) const {
    AreaWords of;
    return says_sum(text, of);
}

/// `of`: the amphoe or province whose sum it is, where it names one.
bool RowAreas::says_sum(std::string_view text, AreaWords& of) const {
    const auto rest = total_of(text);
    if (!rest || rest->empty()) return rest.has_value() || says_total(text);
    const auto is_one = [&](std::string_view name, Level level) {
        const NameCell cell = name_from_cell(name, level);
        return std::any_of(cell.letters.begin(), cell.letters.end(),
                           [&](const std::string& letters) { return all_names().is_a_name(level, letters); });
    };
    // The tambon รวมไทยพัฒนา is a place.
    if (is_one(text, Level::tambon)) return false;
    if (is_one(*rest, Level::amphoe))
        of.amphoe = *rest;
    else if (is_one(*rest, Level::province))
        of.province = *rest;
    else
        return says_total(text) || says_country(*rest);
    return true;
}

/// The names of a row.  A name that says a total is left out, and `total` says so.
AreaWords RowAreas::words_in(const Table::Row& row, bool& total) const {
    AreaWords out, above;
    if (columns_.whole >= 0) out = words_of_one_cell(cell(row, columns_.whole));
    const auto take = [&](int column, std::string& part) {
        std::string text{column < 0 ? std::string_view{} : row.cells[static_cast<std::size_t>(column)]};
        AreaWords of;
        if (says_sum(text, of) || says_country(text)) {
            total = total || says_sum(text);
            if (!of.amphoe.empty()) above.amphoe = of.amphoe;
            if (!of.province.empty()) above.province = of.province;
            return;
        }
        if (!normalised(text).empty()) part = std::move(text);
    };
    take(columns_.province, out.province);
    take(columns_.amphoe, out.amphoe);
    take(columns_.tambon, out.tambon);
    if (out.amphoe.empty()) out.amphoe = above.amphoe;
    if (out.province.empty()) out.province = above.province;
    if (columns_.amphoe < 0 && columns_.tambon >= 0) {
        // One column may hold all: "ต.วาวี อ.แม่สรวย จ.เชียงราย".
        const AreaWords parts = words_of_one_cell(out.tambon);
        if (!parts.amphoe.empty() && !parts.tambon.empty()) {
            out.tambon = parts.tambon;
            out.amphoe = parts.amphoe;
            if (out.province.empty()) out.province = parts.province;
        }
    }
    put_under(row, out);
    return out;
}

/// The row names the country, and no area in it.
bool RowAreas::is_of_country(const Table::Row& row, const AreaWords& words) const {
    if (words != AreaWords{}) return false;
    const auto says = [&](int column) {
        return column >= 0 && says_country(row.cells[static_cast<std::size_t>(column)]);
    };
    return says(columns_.code) || says(columns_.province_code) || says(columns_.whole) ||
           says(columns_.province) || says(columns_.amphoe) || says(columns_.tambon);
}

void RowAreas::place(RowArea& out, const std::string& code) const {
    out.code = code;
    if (code.size() > 6) return;
    out.level = level_of(code);
    out.area = areas_.find(out.level, code);
}

void RowAreas::repair(const Table::Row& row, std::string_view kind, int column, const std::string& reason,
                      RowArea& out) const {
    out.repairs.push_back(note(kind, report_, table_, row, column, cell(row, column), reason));
}

void RowAreas::hold(const Table::Row& row, std::string_view kind, int column, RowArea& out) const {
    out.area = {};
    ImportNote problem = note(kind, report_, table_, row, column, cell(row, column));
    for (const std::string& code : out.candidates) {
        const Level level = level_of(code);
        const AreaId area = areas_.find(level, code);
        if (area.valid())
            problem.reason +=
                (problem.reason.empty() ? "" : ", ") + areas_.at(level).name_th[area.row()] + " " + code;
        problem.fixes.push_back({"use_code", code});
    }
    if (out.candidates.empty()) problem.reason = "–";
    problem.fixes.push_back({"choose_area", province_about(row, out)});
    problem.fixes.push_back({"hold", ""});
    out.problem = std::move(problem);
}

/// The province that a row without an area is in, as far as anything says it; "" for none.
std::string RowAreas::province_about(const Table::Row& row, const RowArea& out) const {
    const auto known = [&](const std::string& code) {
        return code.size() >= 2 && areas_.find(Level::province, code.substr(0, 2)).valid();
    };
    for (const std::string& code : out.candidates)
        if (code.substr(0, 2) != out.candidates.front().substr(0, 2)) return {};
    for (const std::string& code : {out.candidates.empty() ? std::string{} : out.candidates.front(), out.code,
                                    within_of(row), province_})
        if (known(code)) return code.substr(0, 2);
    if (!names_) return {};
    bool total = false;
    AreaWords words = words_in(row, total);
    words.tambon.clear();
    words.amphoe.clear();
    return words.province.empty() ? std::string{} : names_->find(words, "").code;
}

bool RowAreas::by_decision(const Table::Row& row, RowArea& out) const {
    const auto found = decided_.find(row.number);
    if (found == decided_.end()) return false;
    RowArea made;
    place(made, found->second->value);
    if (!made.placed()) return false;
    repair(row, "area_by_decision", columns_.shown(), made.code, made);
    made.total = false;
    out = std::move(made);
    return true;
}

/// The code of the province or amphoe that the row's other words say; "" where they do not.
std::string RowAreas::within_of(const Table::Row& row) const {
    if (columns_.code >= 0 || columns_.province_code >= 0) {
        const auto code =
            columns_.code >= 0
                ? code_from_cell(row.cells[static_cast<std::size_t>(columns_.code)])
                : code_from_parts(cell(row, columns_.province_code), cell(row, columns_.amphoe_code), "");
        if (code) return code->code;
    }
    return amphoe_.empty() ? province_ : amphoe_;
}

/// Inside which area the name of a tambon stands, "" for the whole country; none where the row's other names
/// do not say which one.
std::optional<std::string> RowAreas::around_name(AreaWords words) const {
    words.tambon.clear();
    if (words == AreaWords{}) return amphoe_.empty() ? province_ : amphoe_;
    std::string code = names_ ? names_->find(words, province_).code : std::string{};
    return code.empty() ? std::nullopt : std::optional{std::move(code)};
}

/// A name that asks nothing is not changed by what was answered elsewhere.
bool RowAreas::by_alias(const Table::Row& row, const AreaWords& words, RowArea& out) const {
    if (reading_.aliases.empty() || words.tambon.empty()) return false;
    const std::optional<std::string> within = around_name(words);
    if (!within) return false;
    const std::string name = key_of(words.tambon);
    for (const Alias& alias : reading_.aliases) {
        if (alias.name != name || alias.within != *within) continue;
        RowArea made;
        place(made, alias.code);
        if (!made.placed()) continue;
        if (is_sure(names_->find(words, within_of(row)))) return false;
        repair(row, "name_by_alias", columns_.shown(), alias.code, made);
        out = std::move(made);
        return true;
    }
    return false;
}

void RowAreas::by_code(const Table::Row& row, const CodeCell& cell_code, RowArea& out) const {
    const int column = columns_.shown();
    std::string code = cell_code.code;
    if (cell_code.repaired && cell_code.dress[0] != '\0') repair(row, cell_code.dress, column, code, out);
    const auto known = [&](const std::string& one) { return areas_.find(level_of(one), one).valid(); };
    if (code.size() == 8 && code.substr(6) != "00") {
        out.key = code;
        out.finer = true;
        code.resize(6);
        repair(row, "code_village_8_digits", column, code, out);
    }
    // Some lists fill codes up with zeros: 40290000 is the amphoe 4029.
    std::string bare = code;
    while (bare.size() > 2 && !known(bare.substr(0, std::min<std::size_t>(6, bare.size()))) &&
           bare.substr(bare.size() - 2) == "00")
        bare.resize(bare.size() - 2);
    if (bare.size() > 6 && bare.substr(6) == "00") bare.resize(6);
    if (bare != code && known(bare)) {
        repair(row, "code_padded", column, bare, out);
        code = bare;
    }
    place(out, code);
    if (out.placed() || code.size() > 6) return;
    std::vector<CodeShare> now = crosswalk_.present(code, areas_);
    if (now.empty()) return;
    std::string moved;
    for (const CodeShare& one : now) {
        moved += (moved.empty() ? "" : ", ") + one.code;
        if (now.size() > 1) moved += " × " + percent(one.share_milli, 1000, 1);
    }
    repair(row, now.size() > 1 ? "code_split" : "code_recoded", column, moved, out);
    if (crosswalk_.is_merged(code)) {
        out.finer = true;
        out.key = code;
    }
    place(out, now.front().code);
    if (now.size() > 1) out.shares = std::move(now);
}

/// The tambon that a local government is called after, where one in the stated amphoe is; "" for none.
std::string RowAreas::tambon_of_office(const Table::Row& row, const AreaWords& words) const {
    auto name = without_office(words.tambon);
    if (!name || words.amphoe.empty()) return {};
    AreaWords of_tambon = words;
    of_tambon.tambon = *std::move(name);
    const AreaMatch match = names_->find(of_tambon, within_of(row));
    return match.code.size() == 6 && is_sure(match) ? match.code : std::string{};
}

void RowAreas::by_names(const Table::Row& row, const AreaWords& words, RowArea& out) const {
    AreaMatch match = names_->find(words, within_of(row));
    if (match.code.empty()) {
        const std::string office = tambon_of_office(row, words);
        out.candidates = office.empty() ? std::move(match.candidates) : std::vector<std::string>{office};
        hold(row, office.empty() ? match.problem : "local_office", columns_.shown(), out);
        out.problem->value = rows::cut(normalised(joined(words)), 150);
        return;
    }
    place(out, match.code);
    std::set<std::string_view> of_table;
    for (const NameRepair& one : match.repairs) {
        if (!is_of_the_table(one.kind))
            out.repairs.push_back(repaired_name(row, words, one, out.code));
        else if (of_table.insert(one.kind).second)
            repair(row, one.kind, columns_.shown(), "", out);
    }
}

/// What was done to the name of one level, in the column where it stands.
ImportNote RowAreas::repaired_name(const Table::Row& row, const AreaWords& words, const NameRepair& one,
                                   const std::string& code) const {
    const bool tambon = one.level == Level::tambon, amphoe = one.level == Level::amphoe;
    const int own = tambon ? columns_.tambon : amphoe ? columns_.amphoe : columns_.province;
    const std::string& said = tambon ? words.tambon : amphoe ? words.amphoe : words.province;
    const auto named = [&](Level level) {
        const AreaId area = areas_.find(level, code.substr(0, 2 * static_cast<std::size_t>(level)));
        return area.valid() ? areas_.at(level).name_th[area.row()] : std::string{};
    };
    std::string now = named(one.level);
    if (one.kind == "area_was_elsewhere")
        now += " / " + named(static_cast<Level>(static_cast<int>(one.level) - 1));
    return note(one.kind, report_, table_, row, own >= 0 ? own : columns_.shown(),
                rows::cut(normalised(said), 150), now);
}

/// The code of a loaded tambon beside letters and marks ("ต.570115", "570,121").  Where digits are doubtful
/// (a letter for one, a zero too many, numbers beside it) it is a candidate.
std::optional<CodeCell> RowAreas::code_among_letters(const std::string& text, RowArea& out) const {
    if (total_of(text)) return std::nullopt;
    const LooseCode found = loose_code(text);
    if (!areas_.find(Level::tambon, found.code).valid()) return std::nullopt;
    if (!found.doubtful) return CodeCell{found.code, true, "code_stripped"};
    out.candidates = {found.code};
    return std::nullopt;
}

/// No readable code: names may say it where the digits are gone or were never there.
void RowAreas::without_code(const Table::Row& row, const AreaWords& words, RowArea& out) const {
    const std::string_view text =
        columns_.code < 0 ? std::string_view{} : row.cells[static_cast<std::size_t>(columns_.code)];
    const char* fault = columns_.code < 0 ? "bad_code" : code_fault(text);
    const bool gone =
        std::string_view{fault} == "code_missing" || std::string_view{fault} == "code_precision_lost";
    const std::vector<std::string> in_cell = std::move(out.candidates);
    out.candidates.clear();
    if (names_ && !words.tambon.empty()) {
        const AreaMatch match = names_->find(words, province_);
        if (gone && !match.code.empty() && !words.province.empty()) {
            by_names(row, words, out);
            repair(row, "code_from_names", columns_.shown(), out.code, out);
            return;
        }
        out.candidates = match.candidates;
        if (!match.code.empty()) out.candidates = {match.code};
    }
    out.candidates.insert(out.candidates.end(), in_cell.begin(), in_cell.end());
    std::sort(out.candidates.begin(), out.candidates.end());
    out.candidates.erase(std::unique(out.candidates.begin(), out.candidates.end()), out.candidates.end());
    hold(row, fault, columns_.shown(), out);
}

/// Areas of the province that the row's names mean, or that have its name as it stands.
std::vector<std::string> RowAreas::others_named(const AreaWords& words, const NameCell& name,
                                                const std::string& province) const {
    const AreaMatch other = names_->find(words, province);
    if (other.code.size() == 6 && is_sure(other)) return {other.code};
    return names_->codes_named(Level::tambon, name, province);
}

/// The names beside a code may be of another area.
void RowAreas::check_names(const Table::Row& row, const AreaWords& words, RowArea& out) const {
    if (!names_ || out.level != Level::tambon || !out.placed() || words.tambon.empty()) return;
    const NameCell name = name_from_cell(words.tambon, Level::tambon);
    if (name.letters.empty()) return;
    std::vector<std::string> others = names_->codes_named(Level::tambon, name, out.code.substr(0, 4));
    if (std::find(others.begin(), others.end(), out.code) != others.end()) return;
    if (others.empty()) {
        if (names_->may_be_named(Level::tambon, out.area, name)) return;
        AreaWords alone;
        alone.tambon = words.tambon;
        // What the area itself was called is no other one.
        if (names_->find(alone, out.code.substr(0, 4)).code != out.code)
            others = others_named(words, name, out.code.substr(0, 2));
    }
    if (!others.empty()) {
        others.resize(std::min<std::size_t>(others.size(), 9));
        out.candidates = std::move(others);
        out.candidates.push_back(out.code);
        std::sort(out.candidates.begin(), out.candidates.end());
        hold(row, "code_and_name_differ", columns_.shown(), out);
        out.problem->value = rows::cut(cell(row, columns_.shown()) + " / " + normalised(words.tambon), 150);
        return;
    }
    const std::string& own = areas_.at(out.level).name_th[out.area.row()];
    out.repairs.push_back(note(is_garbled(words.tambon) ? "letters_garbled" : "name_not_of_code", report_,
                               table_, row, columns_.tambon >= 0 ? columns_.tambon : columns_.whole,
                               words.tambon, own));
}

RowArea RowAreas::of(const Table::Row& row) const {
    RowArea out;
    if (by_decision(row, out)) return out;
    bool total = false;
    const AreaWords words = names_ ? words_in(row, total) : AreaWords{};
    out.total = total;
    if (columns_.has_codes()) {
        auto code = columns_.code >= 0
                        ? code_from_cell(row.cells[static_cast<std::size_t>(columns_.code)])
                        : code_from_parts(cell(row, columns_.province_code), cell(row, columns_.amphoe_code),
                                          cell(row, columns_.tambon_code));
        if (!code && columns_.code >= 0) code = code_among_letters(cell(row, columns_.code), out);
        if (!code && is_of_country(row, words)) {
            out.total = out.country = true;
            hold(row, "bad_code", columns_.shown(), out);
            return out;
        }
        if (!code) {
            without_code(row, words, out);
            if (total && words.tambon.empty()) out.code = names_->find(words, province_).code;
            return out;
        }
        by_code(row, *code, out);
        // The code of an amphoe or province beside the name of a tambon says only where that is.
        if (out.placed() && out.level < Level::tambon && !words.tambon.empty() && !total) {
            RowArea named;
            by_names(row, words, named);
            if (named.placed() && named.level == Level::tambon) return named;
            if (columns_.tambon >= 0 && named.problem && !named.candidates.empty()) return named;
        }
        if (!out.placed()) {
            const std::string stated = out.code;
            if (names_ && !words.tambon.empty()) {
                const AreaMatch match =
                    names_->find(words, province_.empty() ? stated.substr(0, 2) : province_);
                if (!match.code.empty()) out.candidates = {match.code};
            }
            hold(row, out.code.size() > 6 ? "bad_code" : "unknown_code", columns_.shown(), out);
            return out;
        }
        check_names(row, words, out);
    } else if (words == AreaWords{}) {
        out.country = is_of_country(row, words);
        out.total = out.total || out.country;
        hold(row, "name_missing", columns_.shown(), out);
    } else if (!by_alias(row, words, out)) {
        by_names(row, words, out);
        out.total = total;
    }
    if (out.placed() && !out.finer && out.level == Level::tambon && columns_.village >= 0) {
        const std::string village = key_of(cell(row, columns_.village));
        if (!village.empty()) {
            out.finer = true;
            out.key = out.code + "/" + village;
        }
    }
    return out;
}

}  // namespace geo
