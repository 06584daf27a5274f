// Children that a table states only in its totals: of a row whose parts have no number, of an area whose
// categories have none.
#include "geo/base/figures.h"
#include "geo/data/count_table.h"
#include "geo/data/row_words.h"

#include <algorithm>

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

/// The rests of rows become a series of their own.
void CountTable::add_rests_of_rows(std::vector<CountCell> cells) {
    if (cells.empty()) return;
    AreaCells joined(1);
    for (const CountCell& cell : cells) joined.add(0, cell);
    CountSeries rest = series_of_rest(series_[static_cast<std::size_t>(columns_.whole)], series_);
    rest.cells = joined.take(0);
    series_.push_back(std::move(rest));
}

/// Totals among the categories of a long table beside their parts, area by area: a person is asked where they
/// differ in most, each of them is told where they differ in some; what a total holds of parts without a
/// number is kept.
void CountTable::check_categories(ByArea& by_area) {
    const std::size_t columns = columns_.column.size();
    const auto is_sum = [&](std::size_t s) {
        const CountWords& words = form_.categories[s / columns];
        return words.sum && !words.any();
    };
    std::vector<CountSeries> rests;
    for (std::size_t whole = 0; whole < series_.size(); ++whole) {
        if (!is_sum(whole) || series_[whole].in_total) continue;
        std::map<AreaAtLevel, BesideTotal> beside;
        bool any = false;
        for (std::size_t s = whole % columns; s < series_.size(); s += columns) {
            const bool other = !series_[s].in_total && !is_out_of_learning(series_[s].status);
            if (s == whole || (!series_[s].in_total && !other)) continue;
            any = any || series_[s].in_total;
            for (const CountCell& cell : series_[s].cells) {
                BesideTotal& here = beside[{cell.level, cell.area}];
                (other ? here.others : here.known) += cell.children_milli;
                here.lacks = here.lacks || (!other && cell.state != CellState::value);
            }
        }
        if (any) compare_category(whole, beside, by_area, rests);
    }
    std::move(rests.begin(), rests.end(), std::back_inserter(series_));
}

void CountTable::compare_category(std::size_t whole, const std::map<AreaAtLevel, BesideTotal>& beside,
                                  ByArea& by_area, std::vector<CountSeries>& rests) {
    const CountSeries& series = series_[whole];
    CountSeries rest = series_of_rest(series, series_);
    std::vector<const CountCell*> differ;
    std::size_t compared = 0;
    for (const CountCell& stated : series.cells) {
        if (stated.state != CellState::value) continue;
        const auto found = beside.find({stated.level, stated.area});
        const BesideTotal here = found == beside.end() ? BesideTotal{0, 0, true} : found->second;
        if (here.lacks && stated.children_milli > here.known + here.others) {
            rest.cells.push_back(stated);
            rest.cells.back().children_milli -= here.known + here.others;
            continue;
        }
        ++compared;
        if (stated.children_milli != here.known && stated.children_milli != here.known + here.others)
            differ.push_back(&stated);
    }
    const int column = columns_.column[whole % columns_.column.size()];
    const std::string name =
        rows::column_name(table_, column) + " / " + form_.names[whole / columns_.column.size()];
    const auto told = [&](const char* kind, const CountCell& cell, std::int64_t milli) {
        const AreaLevel& level = areas_.at(cell.level);
        const std::string area = level.code[cell.area.row()] + " " + level.name_th[cell.area.row()];
        report_.warnings.push_back({kind, report_.file, table_.sheet, 0, name, area, exact_children(milli)});
    };
    const bool said = decision_for(reading_, "categories_not_total", 0, name) != nullptr;
    if (!said && differ.size() * 2 > compared) {
        ImportNote asked{"categories_not_total",
                         report_.file,
                         table_.sheet,
                         0,
                         name,
                         "",
                         grouped(static_cast<std::int64_t>(differ.size()))};
        asked.fixes = {{"use_total", ""}, {"use_parts", ""}};
        report_.problems.push_back(std::move(asked));
    } else if (!said) {
        for (const CountCell* one : differ) told("category_total_differs", *one, one->children_milli);
    }
    for (const CountCell& one : rest.cells) {
        told("category_total_alone", one, one.children_milli);
        report_.total_children_milli += one.children_milli;
        by_area[areas_.at(one.level).code[one.area.row()]].add(one);
    }
    if (!rest.cells.empty()) rests.push_back(std::move(rest));
}

}  // namespace geo
