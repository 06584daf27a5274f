#include "geo/data/match.h"

#include "geo/base/text.h"
#include "geo/data/name_distance.h"

#include <algorithm>
#include <array>
#include <numeric>

namespace geo {
namespace {

constexpr std::size_t most_candidates = 10;

bool is_latin(const std::string& letters) {
    return std::all_of(letters.begin(), letters.end(),
                       [](char c) { return static_cast<signed char>(c) > 0; });
}

void add_repair(AreaMatch& match, std::string_view kind, Level level) {
    if (kind.empty()) return;
    const bool there = std::any_of(match.repairs.begin(), match.repairs.end(), [&](const NameRepair& one) {
        return one.level == level && one.kind == kind;
    });
    if (!there) match.repairs.push_back({kind, level});
}

/// The repairs of a cell whose name was found.
void add_repairs(AreaMatch& match, const NameCell& cell, Level level, std::string_view how) {
    for (const std::string_view kind : cell.repairs) add_repair(match, kind, level);
    if (cell.titled) add_repair(match, "name_prefix_stripped", level);
    add_repair(match, how, level);
}

struct ProvinceAlias {
    const char* letters;
    const char* name_th;
};
/// Names that provinces go by beside their own.
constexpr std::array<ProvinceAlias, 11> province_aliases = {{
    {"กทม", "กรุงเทพมหานคร"},
    {"กรุงเทพ", "กรุงเทพมหานคร"},
    {"bkk", "กรุงเทพมหานคร"},
    {"bangkok", "กรุงเทพมหานคร"},
    {"bangkokmetropolis", "กรุงเทพมหานคร"},
    {"krungthep", "กรุงเทพมหานคร"},
    {"krungthepmahanakhon", "กรุงเทพมหานคร"},
    {"โคราช", "นครราชสีมา"},
    {"korat", "นครราชสีมา"},
    {"อยุธยา", "พระนครศรีอยุธยา"},
    {"ayutthaya", "พระนครศรีอยุธยา"},
}};

}  // namespace

AreaNames::AreaNames(const Areas& areas, const Crosswalk& crosswalk)
    : areas_(areas), index_(4), children_(4), earlier_(4) {
    for (const Level level : all_levels) {
        const AreaLevel& rows = areas.at(level);
        const auto l = static_cast<std::size_t>(level);
        Index& index = index_[l];
        index.names.resize(rows.size());
        children_[l].resize(rows.size());
        for (std::uint32_t r = 0; r < rows.size(); ++r) {
            Name& name = index.names[r];
            const NameCell th = name_from_cell(rows.name_th[r], level);
            name.th = th.letters.empty() ? std::string{} : th.letters.front();
            const NameCell en = name_from_cell(rows.name_en[r], level);
            name.en = en.letters.empty() ? std::string{} : en.letters.back();
            name.sounds = name_sounds(name.en);
            name.points_th = code_points(name.th);
            name.points_en = code_points(name.en);
            if (!name.th.empty()) index.by_letters[name.th].push_back(r);
            if (!name.en.empty() && name.en != name.th) index.by_letters[name.en].push_back(r);
            if (l > 1 && rows.parent[r].valid()) children_[l - 1][rows.parent[r].row()].push_back(r);
        }
    }
    for (const ProvinceAlias& alias : province_aliases)
        if (const auto found = at(Level::province).by_letters.find(name_letters(alias.name_th));
            found != at(Level::province).by_letters.end() && found->second.size() == 1)
            province_alias_[name_letters(alias.letters)] = code(Level::province, found->second.front());
    add_earlier(crosswalk);
}

void AreaNames::add_earlier(const Crosswalk& crosswalk) {
    for (const EarlierName& one : crosswalk.names()) {
        const auto level = static_cast<Level>(one.code.size() / 2);
        const AreaId area = areas_.find(level, one.code);
        if (!area.valid()) continue;
        const AreaLevel& rows = areas_.at(level);
        AreaId above = rows.parent[area.row()];
        if (!one.parent.empty()) above = areas_.find(static_cast<Level>(one.parent.size() / 2), one.parent);
        if (level > Level::province && !above.valid()) continue;
        Earlier earlier;
        earlier.row = static_cast<std::uint32_t>(area.row());
        earlier.above = above.valid() ? static_cast<std::uint32_t>(above.row()) : 0;
        earlier.renamed = !one.name.empty();
        // An area that belonged elsewhere under another name may stand in tables under today's as well.
        const auto l = static_cast<std::size_t>(level);
        if (earlier.renamed) earlier_[l].emplace(name_letters(one.name), earlier);
        earlier.renamed = false;
        if (!one.parent.empty()) earlier_[l].emplace(at(level).names[area.row()].th, earlier);
    }
}

/// Areas that had this name in earlier years, or were in one of the areas above.
AreaNames::Found AreaNames::earlier(Level level, const NameCell& cell, const Rows& above) const {
    Found out;
    for (const std::string& letters : cell.letters) {
        const auto [from, to] = earlier_[static_cast<std::size_t>(level)].equal_range(letters);
        for (auto one = from; one != to; ++one) {
            if (level > Level::province && !std::binary_search(above.begin(), above.end(), one->second.above))
                continue;
            out.rows.push_back(one->second.row);
            out.repair = one->second.renamed ? "name_of_earlier_years" : "area_was_elsewhere";
        }
    }
    std::sort(out.rows.begin(), out.rows.end());
    out.rows.erase(std::unique(out.rows.begin(), out.rows.end()), out.rows.end());
    return out;
}

bool AreaNames::is_a_name(Level level, const std::string& letters) const {
    return at(level).by_letters.contains(letters);
}

AreaNames::Rows AreaNames::below(Level level, const Rows& above) const {
    Rows out;
    for (const std::uint32_t row : above) {
        const Rows& rows = children_[static_cast<std::size_t>(level)][row];
        out.insert(out.end(), rows.begin(), rows.end());
    }
    std::sort(out.begin(), out.end());
    return out;
}

/// The name as it stands, else without its title; `scope` ascends, null for everywhere.
AreaNames::Found AreaNames::exact(Level level, const NameCell& cell, const Rows* scope) const {
    Found out;
    for (const std::string& letters : cell.letters) {
        const auto found = at(level).by_letters.find(letters);
        if (found == at(level).by_letters.end()) continue;
        for (const std::uint32_t row : found->second)
            if (scope == nullptr || std::binary_search(scope->begin(), scope->end(), row))
                out.rows.push_back(row);
        if (!out.rows.empty()) break;
    }
    return out;
}

/// Names of the scope that are cut short by ฯ, sound the same in Latin letters, or are one slip away.
AreaNames::Found AreaNames::close(Level level, const NameCell& cell, const Rows& scope) const {
    const auto rows_with = [&](const char* repair, const auto& is_one) {
        Found out{{}, repair};
        for (const std::uint32_t row : scope)
            if (std::any_of(cell.letters.begin(), cell.letters.end(), [&](const std::string& letters) {
                    return is_one(at(level).names[row], letters);
                }))
                out.rows.push_back(row);
        return out;
    };
    if (cell.cut_short)
        return rows_with("name_cut_short", [](const Name& name, const std::string& letters) {
            return letters.size() >= 9 && name.th.starts_with(letters);
        });
    Found out = rows_with("name_romanised", [](const Name& name, const std::string& letters) {
        return is_latin(letters) && !name.en.empty() && name.sounds == name_sounds(letters);
    });
    if (!out.rows.empty()) return out;
    return rows_with("name_misspelled", [](const Name& name, const std::string& letters) {
        const std::vector<char32_t> points = code_points(letters);
        const int most = slip_of_the_pen(points);
        const auto& other = is_latin(letters) ? name.points_en : name.points_th;
        return most > 0 && !other.empty() && name_distance(points, other, most) <= most;
    });
}

AreaNames::Found AreaNames::province_of(const NameCell& cell) const {
    for (const std::string& letters : cell.letters) {
        const auto alias = province_alias_.find(letters);
        if (alias == province_alias_.end()) continue;
        const AreaId area = areas_.find(Level::province, alias->second);
        const bool own = at(Level::province).names[area.row()].en == letters;
        const bool bangkok = alias->second == "10";
        return {{static_cast<std::uint32_t>(area.row())},
                own       ? ""
                : bangkok ? "bangkok_alias"
                          : "name_alias"};
    }
    Found out = exact(Level::province, cell, nullptr);
    if (!out.rows.empty()) return out;
    if (Found then = earlier(Level::province, cell, {}); !then.rows.empty()) return then;
    Rows all(at(Level::province).names.size());
    std::iota(all.begin(), all.end(), 0U);
    return close(Level::province, cell, all);
}

/// `scope`: the amphoe of the provinces; null where no province is known.
AreaNames::Found AreaNames::amphoe_of(const NameCell& cell, const Rows* scope, const Rows& provinces) const {
    Found out = exact(Level::amphoe, cell, scope);
    if (!out.rows.empty() || scope == nullptr) return out;
    if (Found then = earlier(Level::amphoe, cell, provinces); !then.rows.empty()) return then;
    // "อ.เมือง" is the amphoe of the province's own name.
    const bool capital = std::any_of(cell.letters.begin(), cell.letters.end(), [](const std::string& one) {
        return one == "เมือง" || one == "mueang" || one == "muang";
    });
    if (capital && provinces.size() == 1) {
        const Name& province = at(Level::province).names[provinces.front()];
        for (const std::uint32_t row : *scope) {
            const Name& name = at(Level::amphoe).names[row];
            if (name.th == "เมือง" + province.th || (!name.en.empty() && name.en == "mueang" + province.en))
                out.rows.push_back(row);
        }
        if (!out.rows.empty()) out.repair = "name_alias";
        return out;
    }
    return close(Level::amphoe, cell, *scope);
}

void AreaNames::add_candidates(Level level, const Rows& rows, AreaMatch& match) const {
    for (const std::uint32_t row : rows) match.candidates.push_back(code(level, row));
    std::sort(match.candidates.begin(), match.candidates.end());
    match.candidates.erase(std::unique(match.candidates.begin(), match.candidates.end()),
                           match.candidates.end());
    if (match.candidates.size() > most_candidates) match.candidates.resize(most_candidates);
}

AreaMatch AreaNames::tambon_of(const NameCell& cell, const Found& province, const Found& amphoe,
                               bool has_province, bool has_amphoe) const {
    AreaMatch out;
    Rows provinces = province.rows;
    if (!has_province)
        for (const std::uint32_t row : amphoe.rows)
            if (const AreaId above = areas_.at(Level::amphoe).parent[row]; above.valid())
                provinces.push_back(static_cast<std::uint32_t>(above.row()));
    const Rows in_province = below(Level::amphoe, below(Level::province, provinces));
    const Rows scope = has_amphoe ? below(Level::amphoe, amphoe.rows) : in_province;
    const bool anywhere = !has_province && !has_amphoe;
    const Found found = exact(Level::tambon, cell, anywhere ? nullptr : &scope);
    if (found.rows.size() == 1 && !anywhere) {
        out.code = code(Level::tambon, found.rows.front());
        out.province_assumed = !has_province;
        add_repairs(out, cell, Level::tambon, "");
        return out;
    }
    if (!found.rows.empty()) {
        out.problem = anywhere ? "name_without_province" : "name_ambiguous";
        add_candidates(Level::tambon, found.rows, out);
        return out;
    }
    out.problem = "name_unknown";
    if (anywhere) return out;
    const Found then = has_amphoe ? earlier(Level::tambon, cell, amphoe.rows) : Found{};
    if (then.rows.size() == 1) {
        out.problem = "";
        out.code = code(Level::tambon, then.rows.front());
        add_repairs(out, cell, Level::tambon, then.repair);
        return out;
    }
    const Found elsewhere = has_amphoe ? exact(Level::tambon, cell, &in_province) : Found{};
    const Found near = close(Level::tambon, cell, scope);
    const bool sure = has_amphoe && has_province && amphoe.rows.size() == 1 &&
                      std::string_view{amphoe.repair} != "name_misspelled";
    if (sure && near.rows.size() == 1 && elsewhere.rows.empty()) {
        out.problem = "";
        out.code = code(Level::tambon, near.rows.front());
        add_repairs(out, cell, Level::tambon, near.repair);
        return out;
    }
    if (!elsewhere.rows.empty())
        out.problem = "name_in_other_amphoe";
    else if (near.rows.size() > 1)
        out.problem = "name_ambiguous";
    add_candidates(Level::tambon, near.rows, out);
    add_candidates(Level::tambon, elsewhere.rows, out);
    return out;
}

AreaMatch AreaNames::find(const AreaWords& words, std::string_view within) const {
    AreaMatch out;
    const NameCell province_cell = name_from_cell(words.province, Level::province);
    const NameCell amphoe_cell = name_from_cell(words.amphoe, Level::amphoe);
    NameCell tambon_cell = name_from_cell(words.tambon, Level::tambon);
    const auto known = [&](Level level, std::size_t digits) {
        Found found;
        if (within.size() >= digits)
            if (const AreaId area = areas_.find(level, within.substr(0, digits)); area.valid())
                found.rows.push_back(static_cast<std::uint32_t>(area.row()));
        return found;
    };
    Found province = province_cell.letters.empty() ? known(Level::province, 2) : province_of(province_cell);
    if (!province_cell.letters.empty() && province.rows.size() != 1) {
        out.problem = "province_unknown";
        add_candidates(Level::province, province.rows, out);
        return out;
    }
    const bool has_province = !province.rows.empty();
    const Rows amphoe_scope = below(Level::province, province.rows);
    // A cell of the tambon that has the title of an amphoe ("อ.แม่สรวย") names an amphoe.
    const NameCell titled = name_from_cell(words.tambon, Level::amphoe);
    const bool names_amphoe = titled.titled && exact(Level::tambon, tambon_cell, nullptr).rows.empty();
    const NameCell& amphoe_words = names_amphoe ? titled : amphoe_cell;
    if (names_amphoe) tambon_cell = {};
    Found amphoe = amphoe_words.letters.empty()
                       ? known(Level::amphoe, 4)
                       : amphoe_of(amphoe_words, has_province ? &amphoe_scope : nullptr, province.rows);
    const bool has_amphoe = !amphoe.rows.empty();
    if (!amphoe_words.letters.empty() && !has_amphoe) {
        out.problem = "amphoe_unknown";
        if (has_province && !tambon_cell.letters.empty()) {
            const Rows scope = below(Level::amphoe, amphoe_scope);
            add_candidates(Level::tambon, exact(Level::tambon, tambon_cell, &scope).rows, out);
        }
        return out;
    }
    if (!tambon_cell.letters.empty()) {
        out = tambon_of(tambon_cell, province, amphoe, has_province, has_amphoe);
    } else if (has_amphoe) {
        if (amphoe.rows.size() == 1) {
            out.code = code(Level::amphoe, amphoe.rows.front());
            out.province_assumed = !has_province;
        } else {
            out.problem = "name_ambiguous";
            add_candidates(Level::amphoe, amphoe.rows, out);
        }
    } else if (!province_cell.letters.empty()) {
        out.code = code(Level::province, province.rows.front());
    } else {
        out.problem = "name_missing";
    }
    if (tambon_cell.partly || amphoe_words.partly || province_cell.partly) {
        if (!out.code.empty()) {
            out.candidates = {out.code};
            out.problem = "name_partly";
            out.code.clear();
        }
    }
    if (out.code.empty()) {
        out.repairs.clear();
        return out;
    }
    if (!amphoe_words.letters.empty()) add_repairs(out, amphoe_words, Level::amphoe, amphoe.repair);
    if (!province_cell.letters.empty()) add_repairs(out, province_cell, Level::province, province.repair);
    return out;
}

std::vector<std::string> AreaNames::codes_named(Level level, const NameCell& words,
                                                std::string_view within) const {
    std::vector<std::string> out;
    for (const std::uint32_t row : exact(level, words, nullptr).rows)
        if (code(level, row).starts_with(within)) out.push_back(code(level, row));
    std::sort(out.begin(), out.end());
    return out;
}

bool AreaNames::may_be_named(Level level, AreaId area, const NameCell& words) const {
    const Name& name = at(level).names[area.row()];
    const Rows only = {static_cast<std::uint32_t>(area.row())};
    const bool same = std::any_of(words.letters.begin(), words.letters.end(),
                                  [&](const std::string& one) { return one == name.th || one == name.en; });
    return same || !close(level, words, only).rows.empty();
}

}  // namespace geo
