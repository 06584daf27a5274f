#include "geo/data/count_choice_private.h"
#include "geo/data/count_cuts.h"
#include "geo/data/count_hints.h"

#include <algorithm>
#include <iterator>

namespace geo {

void CountChoice::choose() {
    const std::size_t asked = report_.problems.size();
    if (out_.of_rows)
        for (std::size_t i = 0; i < size(); ++i)
            if (const Decision* decision = said("categories_not_total", i);
                decision != nullptr && decision->choice == "use_total")
                return take({i});
    settle_mixed();
    const int stated = out_.whole;
    // Parts make the total; a total column beside them is checked, never added.  Boys and girls are parts
    // where no reason splits the children; beside reasons they are another cut of the same children.
    int whole_of_never = -1;
    int whole_of_dropped = -1;
    take_reason(ChildStatus::never_enrolled, whole_of_never);
    const bool never = out_.parts;
    take_reason(ChildStatus::dropped_out, whole_of_dropped);
    // The total of one reason is no total of both.
    const bool dropped = std::any_of(out_.series.begin(), out_.series.end(), [](const CountSeries& one) {
        return one.in_total && one.status == ChildStatus::dropped_out;
    });
    if (out_.parts) complete();
    if (stated < 0 && out_.whole < 0 && never != dropped)
        out_.whole = never ? whole_of_never : whole_of_dropped;
    if (!out_.parts) take_cut();
    if (!out_.parts) choose_whole();
    settle_left_out();
    if (report_.problems.size() == asked) confirm_children();
    if (promoted_ >= 0 && promoted_ == out_.whole) out_.is_whole[static_cast<std::size_t>(promoted_)] = true;
}

bool CountChoice::is_part(std::size_t i) const {
    const CountWords& words = out_.words[i];
    return !words.share && !words.others && !words.measure && !words.mixed;
}

void CountChoice::take(const Rows& parts) {
    for (const std::size_t i : parts) out_.series[i].in_total = true;
    out_.parts = true;
}

CountChoice::Rows CountChoice::taken() const {
    Rows out;
    for (std::size_t i = 0; i < size(); ++i)
        if (out_.series[i].in_total) out.push_back(i);
    return out;
}

CountChoice::Rows CountChoice::both(Rows a, const Rows& b) {
    a.insert(a.end(), b.begin(), b.end());
    std::sort(a.begin(), a.end());
    return a;
}

void CountChoice::take_reason(ChildStatus status, int& whole) {
    Rows all, plain, sums, split;
    for (std::size_t i = 0; i < size(); ++i) {
        if (out_.series[i].status != status || !is_part(i)) continue;
        all.push_back(i);
        CountWords beside = out_.words[i];
        beside.meaning.status = ChildStatus::any;
        const bool part = (beside.any() && !beside.source) || beside.rest;
        auto& kind = part ? split : beside.sum ? sums : plain;
        kind.push_back(i);
    }
    if (all.empty()) return;
    out_.parts = true;
    const int total = sums.size() == 1 ? static_cast<int>(sums.front()) : -1;
    const auto adds_up = [&](const auto& parts, bool& known) { return add_up(parts, total, known); };
    if (plain.size() == 1 && sums.empty()) return take(plain);
    const auto latest = of_latest(out_.words, split, table_, reading_, adds_up, report_);
    const auto cut =
        plain.empty() && sums.size() <= 1 ? disjoint_cut(out_.words, latest, out_.of_rows, adds_up) : Rows{};
    if (!cut.empty()) {
        take(cut);
        whole = total;
    } else if (sums.size() == 1 && plain.size() != 1) {
        if (const Rows sources = sources_in(sums.front()); !sources.empty())
            return ask_sources(sums.front(), sources);
        take(sums);
    } else if (plain.empty() && sums.empty() && latest.size() == 1) {
        take(latest);
        // Boys alone are not the children.
        if (!out_.series[latest.front()].sex.empty() && !out_.of_rows && !has_other_sex(latest.front()) &&
            said("one_sex", latest.front()) == nullptr)
            ask("one_sex", latest.front(), "", {{"keep_as_sent", ""}});
    } else {
        ask_which(all);
    }
}

bool CountChoice::has_other_sex(std::size_t i) const {
    return std::any_of(out_.series.begin(), out_.series.end(), [&](const CountSeries& one) {
        return !one.sex.empty() && one.sex != out_.series[i].sex &&
               (one.status == ChildStatus::any || one.status == out_.series[i].status);
    });
}

void CountChoice::take_cut() {
    Rows split;
    for (std::size_t i = 0; i < size(); ++i) {
        const CountWords& words = out_.words[i];
        if (out_.series[i].status == ChildStatus::any && is_part(i) && (words.any() || words.rest) &&
            !out_.is_whole[i] && (words.plain || words.children || words.rest))
            split.push_back(i);
    }
    const int stated = out_.whole;
    const auto nothing_stated = [](const auto&, bool& known) {
        known = false;
        return true;
    };
    if (out_.whole < 0 && !disjoint_cut(out_.words, split, out_.of_rows, nothing_stated).empty())
        out_.whole = promoted_ = whole_beside();
    const auto adds_up = [&](const auto& parts, bool& known) { return is_whole(parts, known); };
    const auto latest = of_latest(out_.words, split, table_, reading_, adds_up, report_);
    const auto cut = disjoint_cut(out_.words, latest, out_.of_rows, adds_up);
    if (!cut.empty()) {
        take(cut);
        return complete();
    }
    // A total over all years holds the same children more than once.
    if (bool known = false; !latest.empty() && latest.size() < split.size() && out_.whole >= 0 &&
                            add_up(split, out_.whole, known) && known) {
        out_.whole = -1;
        const auto newest = disjoint_cut(out_.words, latest, out_.of_rows, nothing_stated);
        return take(newest.empty() && latest.size() == 1 ? latest : newest);
    }
    const auto parts = disjoint_cut(out_.words, latest, out_.of_rows, nothing_stated);
    // Agencies and ages may not all be there; boys and girls are all children.
    const bool complete_by_words =
        out_.whole == promoted_ || std::all_of(parts.begin(), parts.end(), [&](std::size_t i) {
            return !out_.words[i].meaning.sex.empty() || out_.words[i].rest_of_sex;
        });
    if (out_.whole >= 0 && !parts.empty() && complete_by_words && !out_.of_rows) return settle_whole(parts);
    out_.whole = stated;
    if (latest.size() == 1 && latest.size() < split.size() && out_.whole < 0) take(latest);
}

bool CountChoice::is_whole(const Rows& parts, bool& known) const {
    if (add_up(parts, out_.whole, known)) return true;
    if (parts.empty() || out_.whole < 0) return false;
    return add_up(both(parts, beside(parts, true)), out_.whole, known) ||
           add_up(both(parts, still_learning()), out_.whole, known);
}

CountChoice::Rows CountChoice::still_learning() const {
    Rows out;
    for (std::size_t i = 0; i < size(); ++i)
        if (!is_out(i) && is_part(i) && !out_.is_whole[i] && !out_.words[i].sum) out.push_back(i);
    return out;
}

CountChoice::Rows CountChoice::beside(const Rows& parts, bool unknown) const {
    Rows out;
    for (std::size_t i = 0; i < size(); ++i) {
        const CountWords& words = out_.words[i];
        if (out_.series[i].status != ChildStatus::any || !is_part(i) || out_.is_whole[i] || words.any() ||
            static_cast<int>(i) == out_.whole || std::find(parts.begin(), parts.end(), i) != parts.end())
            continue;
        const bool known = words.rest || !words.reason.empty();
        const bool nobody_knows = !words.plain && !words.sum && !words.out_of_school;
        if (known || (unknown && nobody_knows)) out.push_back(i);
    }
    return out;
}

int CountChoice::whole_beside() const {
    int out = -1;
    for (std::size_t i = 0; i < size(); ++i) {
        const CountWords& words = out_.words[i];
        if (out_.series[i].status != ChildStatus::any || !is_part(i) || words.any() || words.rest ||
            !words.reason.empty() || out_.series[i].in_total || out_.of_rows)
            continue;
        if (!words.out_of_school && !(words.plain && (words.children || words.counts))) continue;
        if (out >= 0) return -1;
        out = static_cast<int>(i);
    }
    return out;
}

void CountChoice::complete() {
    if (out_.of_rows) return take_further(beside(taken(), false));
    const Rows parts = taken();
    const bool reasons = out_.series[parts.front()].status != ChildStatus::any;
    if (out_.whole < 0)
        if (const int whole = whole_beside(); whole >= 0) {
            bool known = false;
            const bool agrees = add_up(both(parts, beside(parts, true)), whole, known) ||
                                add_up(both(parts, beside(parts, false)), whole, known) ||
                                add_up(parts, whole, known);
            const bool says_so = out_.words[static_cast<std::size_t>(whole)].out_of_school;
            if (agrees || says_so || !reasons) out_.whole = promoted_ = whole;
        }
    const Rows known_parts = both(parts, beside(parts, false));
    const Rows all_parts = both(parts, beside(parts, true));
    bool known = false;
    if (out_.whole >= 0) {
        if (const Rows best = sums_.best_fit({all_parts, known_parts, parts}, out_.whole); !best.empty()) {
            take(best);
            const ColumnSums::Fit with_all = sums_.fit(all_parts, out_.whole);
            if (best.size() < all_parts.size() && with_all.half() && with_all.equal > 0)
                ask_beside(all_parts, best);
            return;
        }
        if (add_up(both(known_parts, still_learning()), out_.whole, known) && known) return take(known_parts);
    }
    take_further(known_parts);
    if (out_.whole >= 0 && out_.whole == promoted_ && !add_up(known_parts, out_.whole, known))
        return settle_whole(known_parts);
    if (all_parts.size() > known_parts.size()) ask_beside(all_parts, known_parts);
}

CountChoice::Rows CountChoice::sources_in(std::size_t whole) const {
    Rows sources;
    for (std::size_t i = 0; i < size(); ++i)
        if (i != whole && is_part(i) && !out_.is_whole[i] && !out_.words[i].sum &&
            (out_.words[i].source || !out_.words[i].any() ||
             out_.words[i].meaning.status == out_.series[whole].status) &&
            out_.series[i].status == out_.series[whole].status)
            sources.push_back(i);
    const bool one_says =
        std::any_of(sources.begin(), sources.end(), [&](std::size_t i) { return out_.words[i].source; });
    bool known = false;
    const bool added =
        one_says && sources.size() > 1 && add_up(sources, static_cast<int>(whole), known) && known;
    return added ? sources : Rows{};
}

CountChoice::Rows CountChoice::candidates() const {
    Rows totals, children, others;
    for (std::size_t i = 0; i < size(); ++i) {
        const CountWords& words = out_.words[i];
        if (!is_out(i) || !is_part(i)) continue;
        if (out_.is_whole[i])
            totals.push_back(i);
        else if (words.children)
            children.push_back(i);
        else
            others.push_back(i);
    }
    // A group is a part of the children beside it.
    const auto of_group = [&](std::size_t i) { return !out_.words[i].meaning.group.empty(); };
    if (!std::all_of(children.begin(), children.end(), of_group)) std::erase_if(children, of_group);
    if (!totals.empty() && !still_learning().empty()) return without_learning(totals, children, others);
    if (Rows said = said_beside(totals, children, others); !said.empty()) return said;
    return !totals.empty() ? totals : !children.empty() ? children : others;
}

CountChoice::Rows CountChoice::without_learning(const Rows& totals, const Rows& children,
                                                const Rows& others) const {
    const int whole = static_cast<int>(totals.front());
    const Rows outs = !children.empty() ? children : others;
    bool known = false;
    if (!outs.empty() && add_up(both(outs, still_learning()), whole, known) && known) return outs;
    if (!outs.empty() && add_up(outs, whole, known) && known) return totals;
    if (add_up(still_learning(), whole, known) && known) return {};
    Rows all = outs;
    all.insert(all.end(), totals.begin(), totals.end());
    return all;
}

CountChoice::Rows CountChoice::said_beside(const Rows& totals, const Rows& children,
                                           const Rows& others) const {
    const auto says = [&](std::size_t i) { return out_.words[i].says_whom(); };
    Rows said, silent = totals, pupils;
    for (const std::size_t i : both(children, others)) {
        if (out_.words[i].source) return {};
        (says(i) ? said : silent).push_back(i);
    }
    for (std::size_t i = 0; i < size(); ++i)
        if (out_.words[i].pupils) pupils.push_back(i);
    if (said.empty() || silent.empty() || std::any_of(totals.begin(), totals.end(), says)) return {};
    // All children are those in school and those out of it.
    bool known = false;
    const auto are_all = [&](std::size_t i) {
        return add_up(both(said, pupils), static_cast<int>(i), known) && known;
    };
    if (!pupils.empty() && std::any_of(silent.begin(), silent.end(), are_all)) return said;
    if (totals.empty() || (add_up(both(children, others), static_cast<int>(totals.front()), known) && known))
        return {};
    said.insert(said.end(), totals.begin(), totals.end());
    return said;
}

bool CountChoice::says_so(std::size_t i) const {
    const CountWords& words = out_.words[i];
    return words.counts || words.says_whom() || out_.is_whole[i] || out_.table_counts;
}

void CountChoice::choose_whole() {
    const Rows may_be = candidates();
    if (!may_be.empty()) {
        const bool of_total = out_.is_whole[may_be.front()];
        const bool agreed = may_be.size() == 1 || adds_to_total(may_be);
        if (const Rows sources = may_be.size() == 1 ? sources_in(may_be.front()) : Rows{}; !sources.empty()) {
            ask_sources(may_be.front(), sources);
            out_.parts = false;
            return;
        }
        if (agreed && says_so(may_be.front()) &&
            (!of_total || still_learning().empty() || agrees_without_learning())) {
            take(may_be);
            // The total is that of all children, in school or not.
            if (!of_total && still_learning().empty()) out_.whole = -1;
            out_.parts = out_.whole >= 0 && !of_total;
            return;
        }
        ask_which(may_be);
        out_.parts = false;
        return;
    }
    // A table of children at risk alone is what it says; one of inhabitants alone is no table of
    // children.
    if (!still_learning().empty()) return;
    if (std::any_of(out_.words.begin(), out_.words.end(), [](const CountWords& one) { return one.mixed; }))
        return;
    Rows all;
    for (std::size_t i = 0; i < size(); ++i) all.push_back(i);
    const Decision* decision = decision_for(reading_, "no_children_column", 0);
    if (decision != nullptr)
        for (const std::size_t i : all)
            if (name(i) == decision->value) return take({i});
    ImportNote note{"no_children_column", report_.file, table_.sheet, 0, "", "", names(all)};
    note.fixes.push_back({"keep_beside", ""});
    for (const bool measure : {false, true})
        for (const std::size_t i : all)
            if (out_.words[i].measure == measure && !out_.words[i].share)
                note.fixes.push_back({"use_column", name(i)});
    (decision != nullptr ? report_.warnings : report_.problems).push_back(std::move(note));
}

bool CountChoice::adds_to_total(const Rows& outs) const {
    bool known = false;
    const Rows learning = still_learning();
    return out_.whole >= 0 && !learning.empty() && !out_.is_whole[outs.front()] &&
           !out_.is_whole[outs.back()] && add_up(both(outs, learning), out_.whole, known) && known;
}

bool CountChoice::agrees_without_learning() const {
    Rows outs;
    for (std::size_t i = 0; i < size(); ++i)
        if (is_out(i) && is_part(i) && !out_.is_whole[i]) outs.push_back(i);
    bool known = false;
    return !outs.empty() && add_up(outs, out_.whole, known) && known;
}

void choose_total(CountColumns& columns, const Table& table, const Reading& reading, ImportReport& report) {
    columns.doubtful.assign(columns.series.size(), false);
    CountChoice(columns, table, reading, report).choose();
}

}  // namespace geo
