// What a person is asked of the columns of counts, and what the answers do.
#include "geo/base/text.h"
#include "geo/data/count_choice_private.h"
#include "geo/data/count_cuts.h"
#include "geo/data/count_hints.h"
#include "geo/data/row_words.h"

#include <algorithm>
#include <iterator>

namespace geo {
namespace {

/// "dropped_out_2566"
bool names_year(const std::string& text) {
    std::size_t digits = 0;
    for (std::size_t i = 0; i <= text.size(); ++i) {
        if (i < text.size() && is_digit(text[i])) {
            ++digits;
            continue;
        }
        const int number = digits == 4 ? std::stoi(text.substr(i - 4, 4)) : 0;
        if (is_year_of_our_days(number)) return true;
        digits = 0;
    }
    return false;
}

}  // namespace

void CountChoice::settle_left_out() {
    Rows all = taken();
    const auto has_reason = [&](std::size_t i) { return out_.series[i].status != ChildStatus::any; };
    if (std::none_of(all.begin(), all.end(), has_reason)) return;
    Rows left;
    for (std::size_t i = 0; i < size(); ++i) {
        const CountWords& words = out_.words[i];
        if (out_.series[i].in_total || has_reason(i) || !is_part(i) || out_.is_whole[i] || words.period ||
            !words.meaning.group.empty() || !std::all_of(all.begin(), all.end(), [&](std::size_t k) {
                return are_disjoint(out_.words[k], words);
            }))
            continue;
        left.push_back(i);
        all.push_back(i);
    }
    if (left.empty()) return;
    const Decision* decision = said("columns_left_out", left.front());
    if (decision != nullptr && decision->choice == "add_columns") take(left);
    if (decision == nullptr)
        ask("columns_left_out", left.front(), names(left), {{"add_columns", ""}, {"keep_beside", ""}});
}

std::string CountChoice::name(std::size_t i) const {
    const std::string of_column = rows::column_name(table_, out_.column[i]);
    return i < out_.category.size() && !out_.category[i].empty() ? of_column + " / " + out_.category[i]
                                                                 : of_column;
}

std::string CountChoice::names(const Rows& columns) const {
    std::string out;
    for (const std::size_t i : columns) out += (out.empty() ? "" : ", ") + name(i);
    return rows::cut(out, 160);
}

void CountChoice::ask(const char* kind, std::size_t column, std::string reason, std::vector<Fix> fixes) {
    ImportNote note{kind, report_.file, table_.sheet, 0, name(column), "", std::move(reason)};
    note.fixes = std::move(fixes);
    report_.problems.push_back(std::move(note));
}

const Decision* CountChoice::said(const char* kind, std::size_t column) const {
    return decision_for(reading_, kind, 0, name(column));
}

bool CountChoice::may_be_added(const Rows& columns) const {
    for (const std::size_t i : columns) {
        const CountWords& words = out_.words[i];
        if (words.source || words.period || out_.is_whole[i] || !words.meaning.group.empty() ||
            names_year(name(i)))
            return false;
        for (const std::size_t k : columns)
            if (k < i && !words.meaning.age_band.empty() && !out_.words[k].meaning.age_band.empty() &&
                !are_disjoint(words, out_.words[k]))
                return false;
    }
    return columns.size() > 1;
}

void CountChoice::ask_which(const Rows& columns) {
    // What says that its children are out of learning is the likelier.
    Rows may_be = columns;
    std::stable_partition(may_be.begin(), may_be.end(),
                          [&](std::size_t i) { return out_.words[i].says_whom(); });
    const Decision* decision = said("which_column", may_be.front());
    if (decision != nullptr && decision->choice == "add_columns") return take(may_be);
    if (decision != nullptr && decision->choice == "use_column")
        for (std::size_t i = 0; i < size(); ++i)
            if (name(i) == decision->value) return take({i});
    take({may_be.front()});
    std::vector<Fix> fixes;
    for (const std::size_t i : may_be) fixes.push_back({"use_column", name(i)});
    if (may_be_added(may_be)) fixes.push_back({"add_columns", ""});
    const Rows others(may_be.begin() + 1, may_be.end());
    for (const std::size_t i : may_be) out_.doubtful[i] = may_be.size() == 1;
    ask("which_column", may_be.front(), others.empty() ? "-" : names(others), std::move(fixes));
}

void CountChoice::settle_whole(const Rows& parts) {
    const auto whole = static_cast<std::size_t>(out_.whole);
    const Decision* decision = said("total_and_parts", whole);
    for (CountSeries& one : out_.series) one.in_total = false;
    if (decision != nullptr && decision->choice == "use_parts") return take(parts);
    take({whole});
    out_.whole = -1;
    if (decision == nullptr)
        ask("total_and_parts", whole, names(parts), {{"use_total", ""}, {"use_parts", ""}});
}

void CountChoice::ask_sources(std::size_t whole, const Rows& sources) {
    const Decision* decision = said("sources_added", whole);
    const bool chosen = decision != nullptr && decision->choice == "use_column";
    if (chosen && decision->value == name(whole)) return take({whole});
    if (static_cast<int>(whole) == out_.whole) out_.whole = -1;
    for (const std::size_t i : sources)
        if (chosen && name(i) == decision->value) return take({i});
    take({sources.front()});
    std::vector<Fix> fixes;
    for (const std::size_t i : sources) fixes.push_back({"use_column", name(i)});
    fixes.push_back({"use_column", name(whole)});
    for (const std::size_t i : sources) out_.doubtful[i] = true;
    out_.doubtful[whole] = true;
    ask("sources_added", whole, names(sources), std::move(fixes));
}

CountChoice::Rows CountChoice::alike(const Rows& further) const {
    const bool never = std::any_of(out_.series.begin(), out_.series.end(), [](const CountSeries& one) {
        return one.in_total && one.status == ChildStatus::never_enrolled;
    });
    Rows out;
    for (const std::size_t i : further)
        if (never && says_not_entered(out_.words[i].reason)) out.push_back(i);
    return out;
}

void CountChoice::take_further(const Rows& parts) {
    const Rows doubtful = alike(parts);
    Rows sure;
    std::set_difference(parts.begin(), parts.end(), doubtful.begin(), doubtful.end(),
                        std::back_inserter(sure));
    if (!sure.empty()) take(sure);
    if (doubtful.empty()) return;
    const Decision* decision = said("reasons_alike", doubtful.front());
    if (decision != nullptr && decision->choice == "add_columns") take(doubtful);
    if (decision == nullptr)
        ask("reasons_alike", doubtful.front(), both_reasons(doubtful),
            {{"leave_columns", ""}, {"add_columns", ""}});
}

std::string CountChoice::both_reasons(const Rows& doubtful) const {
    if (out_.of_rows) return "ตกหล่น, " + out_.words[doubtful.front()].reason;
    Rows all;
    for (const std::size_t i : taken())
        if (out_.series[i].status == ChildStatus::never_enrolled) all.push_back(i);
    all.insert(all.end(), doubtful.begin(), doubtful.end());
    return names(all);
}

void CountChoice::ask_beside(const Rows& all, const Rows& known) {
    Rows unknown;
    std::set_difference(all.begin(), all.end(), known.begin(), known.end(), std::back_inserter(unknown));
    const Decision* decision = said("columns_beside", unknown.front());
    if (decision != nullptr && decision->choice == "add_columns") take(all);
    if (decision == nullptr)
        ask("columns_beside", unknown.front(), names(unknown), {{"add_columns", ""}, {"leave_columns", ""}});
}

void CountChoice::settle_mixed() {
    Rows mixed;
    for (std::size_t i = 0; i < size(); ++i)
        if (out_.words[i].mixed && !out_.words[i].share && !out_.words[i].others) mixed.push_back(i);
    if (mixed.empty()) return;
    const bool one_is_plain = std::any_of(out_.words.begin(), out_.words.end(), [](const CountWords& one) {
        return one.says_whom() && !one.mixed && !one.share && !one.others;
    });
    for (const std::size_t i : mixed) out_.doubtful[i] = true;
    if (one_is_plain) {
        if (out_.whole >= 0 && out_.words[static_cast<std::size_t>(out_.whole)].mixed) out_.whole = -1;
        return;
    }
    const Decision* decision = said("mixed_children", mixed.front());
    if (decision != nullptr && decision->choice == "as_out_of_learning") {
        for (const std::size_t i : mixed) out_.words[i].mixed = false;
        return;
    }
    out_.whole = -1;
    if (decision == nullptr)
        ask("mixed_children", mixed.front(), "", {{"not_in_total", ""}, {"as_out_of_learning", ""}});
}

bool CountChoice::names_children() const {
    if (out_.table_names_children) return true;
    // Children of a group are in school, most of them.
    if (std::any_of(out_.words.begin(), out_.words.end(), [](const CountWords& one) {
            return (one.children && one.meaning.group.empty()) || one.says_whom() || !one.reason.empty();
        }))
        return true;
    // Boys and girls are persons, and "จำนวน (คน)" counts some; agencies, months and a bare total may be of
    // anything.
    if (out_.table_measures) return false;
    for (std::size_t i = 0; i < size(); ++i) {
        const bool used = out_.series[i].in_total || static_cast<int>(i) == out_.whole;
        const CountWords& words = out_.words[i];
        if (used &&
            (!words.meaning.sex.empty() || (words.counts && !words.sum && words.meaning.group.empty())))
            return true;
    }
    return false;
}

void CountChoice::confirm_children() {
    const Rows all = taken();
    if (all.empty()) return;
    const Decision* decision = said("whom_not_said", all.front());
    if (decision == nullptr) decision = said("many_for_children", all.front());
    if (decision == nullptr && names_children()) return;
    // Whoever answered which column it is has said so.
    if (std::any_of(reading_.decisions.begin(), reading_.decisions.end(), [](const Decision& one) {
            return one.kind == "which_column" || one.kind == "no_children_column";
        }))
        return;
    if (decision != nullptr && decision->choice == "as_out_of_learning") return;
    if (decision == nullptr) {
        for (const std::size_t i : all) out_.doubtful[i] = true;
        return ask("whom_not_said", all.front(), names(all),
                   {{"as_out_of_learning", ""}, {"keep_beside", ""}});
    }
    for (CountSeries& one : out_.series) one.in_total = false;
    out_.whole = -1;
    out_.parts = false;
}

}  // namespace geo
