// Children that a table states only in its totals: of a row whose parts have no number, of an area whose
// categories have none.
#include "geo/base/figures.h"
#include "geo/data/count_table.h"
#include "geo/data/row_words.h"

#include <algorithm>
#include <bit>
#include <set>
#include <utility>

namespace geo {

using rows::note;

namespace {

/// The series of what no part says, as alike to the parts as they are to each other.
CountSeries series_of_rest(CountSeries whole, const std::vector<CountSeries>& all) {
    const auto first =
        std::find_if(all.begin(), all.end(), [](const CountSeries& one) { return one.in_total; });
    whole.id += "_rest";
    whole.in_total = true;
    whole.cells.clear();
    if (first == all.end()) return whole;
    const auto same = [&](const auto& of) {
        return std::all_of(first, all.end(),
                           [&](const CountSeries& one) { return !one.in_total || of(one) == of(*first); });
    };
    if (same([](const CountSeries& one) { return one.status; })) whole.status = first->status;
    if (same([](const CountSeries& one) { return one.group; })) whole.group = first->group;
    if (same([](const CountSeries& one) { return one.agency; })) whole.agency = first->agency;
    if (same([](const CountSeries& one) { return one.date_iso; })) whole.date_iso = first->date_iso;
    return whole;
}

/// What the words of a category say beside that it is one: a bit for each.
unsigned said_by(const CountWords& words) {
    const CountMeaning& m = words.meaning;
    unsigned out = 0;
    for (const bool said : {m.status != ChildStatus::any, !m.group.empty(), !m.agency.empty(),
                            !m.age_band.empty(), !m.sex.empty(), words.period.has_value()})
        out = out * 2 + (said ? 1 : 0);
    return out;
}

/// True where all that a total says is said of the part, too.
bool holds(const CountWords& whole, const CountWords& part) {
    const CountMeaning &a = whole.meaning, &b = part.meaning;
    return (a.status == ChildStatus::any || a.status == b.status) &&
           (a.group.empty() || a.group == b.group) && (a.agency.empty() || a.agency == b.agency) &&
           (a.age_band.empty() || a.age_band == b.age_band) && (a.sex.empty() || a.sex == b.sex) &&
           (!whole.period || whole.period == part.period);
}

}  // namespace

/// What the column of totals sums, by the rows that have all their numbers.  O(rows), once, and only for a
/// table with a row that lacks some.
CountTable::TotalIs CountTable::what_total_is() const {
    RowCounts counts;
    std::size_t all = 0, plain = 0, with_others = 0;
    for (auto row = table_.rows.begin(); row != table_.rows.end(); ++row) {
        if (fates_[row.at()] == Fate::out) continue;
        reader_.read(*row, false, counts);
        BesideTotal sums;
        for (std::size_t i = 0; i < counts.cells.size(); ++i) {
            if (columns_.series[i].in_total) {
                sums.known += counts.cells[i].children_milli;
                sums.lacks = sums.lacks || counts.cells[i].state != CellState::value;
            } else if (!columns_.is_whole[i] && !is_out_of_learning(columns_.series[i].status)) {
                sums.others += counts.cells[i].children_milli;
            }
        }
        const CountCell& stated = counts.cells[static_cast<std::size_t>(columns_.whole)];
        if (sums.lacks || stated.state != CellState::value) continue;
        ++all;
        if (stated.children_milli == sums.known) ++plain;
        if (stated.children_milli == sums.known + sums.others) ++with_others;
    }
    if (all == 0) return TotalIs::not_known;
    return plain * 2 >= all         ? TotalIs::sum_of_parts
           : with_others * 2 >= all ? TotalIs::with_others
                                    : TotalIs::other;
}

/// Children of the row that its total states and no part does, in thousandths.  A total that cannot be
/// compared is told.
std::int64_t CountTable::rest_of(const Table::Row& row, const RowCounts& counts) {
    if (form_.is_long() || !columns_.parts || columns_.whole < 0) return 0;
    const auto whole = static_cast<std::size_t>(columns_.whole);
    const CountCell& stated = counts.cells[whole];
    if (stated.state != CellState::value) return 0;
    BesideTotal sums;
    for (std::size_t i = 0; i < counts.cells.size(); ++i) {
        if (columns_.series[i].in_total)
            sums.known += counts.cells[i].children_milli;
        else if (!columns_.is_whole[i] && !is_out_of_learning(columns_.series[i].status))
            sums.others += counts.cells[i].children_milli;
    }
    if (!total_is_) total_is_ = what_total_is();
    const bool plain =
        *total_is_ == TotalIs::sum_of_parts || (*total_is_ == TotalIs::not_known && sums.others == 0);
    const bool comparable = plain || *total_is_ == TotalIs::with_others;
    const std::int64_t rest = stated.children_milli - sums.known - (plain ? 0 : sums.others);
    if (rest == 0 && comparable) return 0;
    const int column = columns_.column[whole];
    const bool kept = comparable && rest > 0;
    report_.warnings.push_back(note(kept ? "total_alone" : "total_differs", report_, table_, row, column,
                                    rows::as_sent(row, column), exact_children(kept ? rest : sums.known)));
    return kept ? rest : 0;
}

/// True where the total of a column holds the children of another: the total of all those that are added, one
/// of a part those of whom all that it says is said.
bool CountTable::is_part_of(std::size_t whole, std::size_t column) const {
    if (static_cast<int>(whole) == columns_.whole) return true;
    return !columns_.words[column].sum && holds(columns_.words[whole], columns_.words[column]);
}

/// True where the total of a part ("ตกหล่น / รวม") is the sum of its parts in most rows that have all of them.
/// O(rows), once for a column.
bool CountTable::sums_its_parts(std::size_t whole) {
    if (const auto found = sums_parts_.find(whole); found != sums_parts_.end()) return found->second;
    RowCounts counts;
    std::size_t all = 0, same = 0;
    for (auto row = table_.rows.begin(); row != table_.rows.end(); ++row) {
        if (fates_[row.at()] == Fate::out) continue;
        reader_.read(*row, false, counts);
        std::int64_t sum = 0;
        bool lacks = counts.cells[whole].state != CellState::value;
        for (std::size_t i = 0; i < counts.cells.size(); ++i) {
            if (!columns_.series[i].in_total || !is_part_of(whole, i)) continue;
            sum += counts.cells[i].children_milli;
            lacks = lacks || counts.cells[i].state != CellState::value;
        }
        if (lacks) continue;
        ++all;
        same += sum == counts.cells[whole].children_milli ? 1 : 0;
    }
    return sums_parts_[whole] = all > 0 && same * 2 >= all;
}

/// Children of the row that only totals state: its total of all, or else totals of parts that hold none of
/// each other's children.
CountTable::RowRests CountTable::rests_of(const Table::Row& row, const RowCounts& counts) {
    const std::int64_t of_all = rest_of(row, counts);
    if (of_all > 0) return {{static_cast<std::size_t>(columns_.whole), of_all}};
    const bool all_stated = columns_.whole >= 0 &&
                            counts.cells[static_cast<std::size_t>(columns_.whole)].state == CellState::value;
    if (form_.is_long() || !columns_.parts || all_stated) return {};
    RowRests out;
    unsigned said = 0;
    for (std::size_t whole = 0; whole < counts.cells.size(); ++whole) {
        const CountWords& words = columns_.words[whole];
        const bool total = words.sum && words.any() && !words.share && !words.others && !words.measure &&
                           !columns_.series[whole].in_total &&
                           is_out_of_learning(columns_.series[whole].status);
        if (!total || counts.cells[whole].state != CellState::value) continue;
        std::int64_t known = 0;
        bool lacks = false, any = false;
        for (std::size_t i = 0; i < counts.cells.size(); ++i) {
            if (!columns_.series[i].in_total || !is_part_of(whole, i)) continue;
            any = true;
            known += counts.cells[i].children_milli;
            lacks = lacks || counts.cells[i].state != CellState::value;
        }
        const std::int64_t rest = counts.cells[whole].children_milli - known;
        // Totals by sex and totals by age are of the same children: those of one kind give the rest.
        if (!any || !lacks || rest <= 0 || (said != 0 && said != said_by(words)) || !sums_its_parts(whole))
            continue;
        said = said_by(words);
        const int column = columns_.column[whole];
        report_.warnings.push_back(note("total_alone", report_, table_, row, column,
                                        rows::as_sent(row, column), exact_children(rest)));
        out.emplace_back(whole, rest);
    }
    return out;
}

/// The rests of rows become series of their own.
void CountTable::add_rests_of_rows(std::map<std::size_t, std::vector<CountCell>> cells) {
    for (const auto& [whole, of_whole] : cells) {
        AreaCells joined(1);
        for (const CountCell& cell : of_whole) joined.add(0, cell);
        CountSeries rest = series_of_rest(series_[whole], series_);
        rest.cells = joined.take(0);
        series_.push_back(std::move(rest));
    }
}

/// Areas that have numbers of children out of learning, and none in what is counted: told, each with the
/// greatest of its numbers.
void CountTable::note_counted_elsewhere() {
    if (std::none_of(series_.begin(), series_.end(), [](const CountSeries& one) { return one.in_total; }))
        return;
    std::set<std::string> known;
    for (const CountSeries& one : series_)
        for (const CountCell& cell : one.cells)
            if (one.in_total && cell.state == CellState::value)
                known.insert(areas_.at(cell.level).code[cell.area.row()]);
    const std::size_t columns = columns_.column.size();
    const auto counts_children = [](const CountWords& words) {
        return !words.others && !words.share && !words.measure && !words.mixed;
    };
    std::map<std::string, CountCell> elsewhere;
    for (std::size_t s = 0;
         s < std::min(series_.size(), columns * std::max<std::size_t>(1, form_.categories.size())); ++s) {
        const bool of_them = !series_[s].in_total && is_out_of_learning(series_[s].status) &&
                             counts_children(columns_.words[s % columns]) &&
                             (!form_.is_long() || counts_children(form_.categories[s / columns]));
        if (!of_them) continue;
        for (const CountCell& cell : series_[s].cells) {
            if (cell.state != CellState::value || cell.children_milli == 0) continue;
            const std::string& code = areas_.at(cell.level).code[cell.area.row()];
            if (known.contains(code)) continue;
            CountCell& most = elsewhere.emplace(code, cell).first->second;
            if (cell.children_milli > most.children_milli) most = cell;
        }
    }
    for (const auto& [code, cell] : elsewhere)
        report_.warnings.push_back({"counted_elsewhere", report_.file, table_.sheet, 0, "",
                                    code + " " + areas_.at(cell.level).name_th[cell.area.row()],
                                    exact_children(cell.children_milli)});
}

/// Children that only totals state, of the categories of a long table.
struct CountTable::Rests {
    std::vector<CountSeries> series;
    std::vector<std::size_t> whole;        ///< of each: the series whose total it is from
    std::map<AreaAtLevel, unsigned> said;  ///< by area: what its totals say (said_by)
};

/// Totals among the categories of a long table beside their parts, area by area: a person is asked where the
/// total of all differs in most, each of them is told where they differ in some; what a total holds of parts
/// without a number is kept.  O(totals x categories x areas).
void CountTable::check_categories(ByArea& by_area) {
    const std::size_t columns = columns_.column.size();
    const auto words_of = [&](std::size_t s) -> const CountWords& { return form_.categories[s / columns]; };
    // Totals of the dropped-out boys go before totals of all boys, and these before the total of all, which
    // then holds what they did not say.
    std::vector<std::size_t> wholes;
    for (std::size_t s = 0; s < series_.size(); ++s)
        if (words_of(s).sum && !series_[s].in_total) wholes.push_back(s);
    std::stable_sort(wholes.begin(), wholes.end(), [&](std::size_t a, std::size_t b) {
        return std::popcount(said_by(words_of(a))) > std::popcount(said_by(words_of(b)));
    });
    Rests rests;
    for (const std::size_t whole : wholes) {
        std::map<AreaAtLevel, BesideTotal> beside;
        bool any = false;
        for (std::size_t s = whole % columns; s < series_.size(); s += columns) {
            const bool other = !series_[s].in_total && !is_out_of_learning(series_[s].status);
            if (s == whole || (!series_[s].in_total && !other) || !holds(words_of(whole), words_of(s)))
                continue;
            any = any || series_[s].in_total;
            for (const CountCell& cell : series_[s].cells) {
                BesideTotal& here = beside[{cell.level, cell.area}];
                (other ? here.others : here.known) += cell.children_milli;
                here.lacks = here.lacks || (!other && cell.state != CellState::value);
            }
        }
        if (any) compare_category(whole, std::move(beside), by_area, rests);
    }
    std::move(rests.series.begin(), rests.series.end(), std::back_inserter(series_));
}

void CountTable::compare_category(std::size_t whole, std::map<AreaAtLevel, BesideTotal> beside,
                                  ByArea& by_area, Rests& rests) {
    const CountSeries& series = series_[whole];
    const std::size_t columns = columns_.column.size();
    const CountWords& words = form_.categories[whole / columns];
    const unsigned said = said_by(words);
    // What narrower totals gave is known of a wider one.
    std::set<AreaAtLevel> from_totals;
    for (std::size_t r = 0; r < rests.series.size(); ++r) {
        const std::size_t narrower = rests.whole[r];
        if (narrower % columns != whole % columns || !holds(words, form_.categories[narrower / columns]))
            continue;
        for (const CountCell& cell : rests.series[r].cells) {
            beside[{cell.level, cell.area}].known += cell.children_milli;
            from_totals.insert({cell.level, cell.area});
        }
    }
    CountSeries rest = series_of_rest(series, series_);
    std::vector<const CountCell*> differ;
    std::size_t compared = 0;
    for (const CountCell& stated : series.cells) {
        if (stated.state != CellState::value) continue;
        const AreaAtLevel area{stated.level, stated.area};
        const auto found = beside.find(area);
        const BesideTotal here = found == beside.end() ? BesideTotal{0, 0, true} : found->second;
        const auto others = rests.said.find(area);
        // Totals by sex and totals by reason are of the same children: one of them gives the rest.
        const bool twice = others != rests.said.end() && (others->second & said) != said;
        const bool lacks = here.lacks || from_totals.contains(area);
        if (lacks && !twice && stated.children_milli > here.known + here.others) {
            rest.cells.push_back(stated);
            rest.cells.back().children_milli -= here.known + here.others;
            continue;
        }
        if (twice) continue;
        ++compared;
        if (stated.children_milli != here.known && stated.children_milli != here.known + here.others)
            differ.push_back(&stated);
    }
    for (const CountCell& cell : rest.cells) rests.said.emplace(AreaAtLevel{cell.level, cell.area}, said);
    const int column = columns_.column[whole % columns_.column.size()];
    const std::string name =
        rows::column_name(table_, column) + " / " + form_.names[whole / columns_.column.size()];
    const auto told = [&](const char* kind, const CountCell& cell, std::int64_t milli) {
        const AreaLevel& level = areas_.at(cell.level);
        const std::string area = level.code[cell.area.row()] + " " + level.name_th[cell.area.row()];
        report_.warnings.push_back({kind, report_.file, table_.sheet, 0, name, area, exact_children(milli)});
    };
    const bool answered = decision_for(reading_, "categories_not_total", 0, name) != nullptr;
    // The total of one category is no answer to what all children are.
    if (!answered && !words.any() && differ.size() * 2 > compared) {
        ImportNote asked{"categories_not_total",
                         report_.file,
                         table_.sheet,
                         0,
                         name,
                         "",
                         grouped(static_cast<std::int64_t>(differ.size()))};
        asked.fixes = {{"use_total", ""}, {"use_parts", ""}};
        report_.problems.push_back(std::move(asked));
    } else if (!answered) {
        for (const CountCell* one : differ) told("category_total_differs", *one, one->children_milli);
    }
    for (const CountCell& one : rest.cells) {
        told("category_total_alone", one, one.children_milli);
        report_.total_children_milli += one.children_milli;
        by_area[areas_.at(one.level).code[one.area.row()]].add(one);
    }
    if (rest.cells.empty()) return;
    rests.series.push_back(std::move(rest));
    rests.whole.push_back(whole);
}

}  // namespace geo
