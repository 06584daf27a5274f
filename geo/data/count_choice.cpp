#include "geo/base/text.h"
#include "geo/data/count_columns.h"
#include "geo/data/count_cuts.h"
#include "geo/data/count_hints.h"
#include "geo/data/count_sums.h"
#include "geo/data/row_words.h"

#include <algorithm>

namespace geo {
namespace {

using Rows = std::vector<std::size_t>;

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

/// The columns of a table on their way to series.
class Choice {
public:
    Choice(CountColumns& out, const Table& table, const Reading& reading, ImportReport& report)
        : out_(out), sums_(out, table), table_(table), reading_(reading), report_(report) {}

    void choose() {
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
        if (promoted_ >= 0 && promoted_ == out_.whole)
            out_.is_whole[static_cast<std::size_t>(promoted_)] = true;
    }

private:
    bool is_part(std::size_t i) const {
        const CountWords& words = out_.words[i];
        return !words.share && !words.others && !words.measure && !words.mixed;
    }
    bool is_out(std::size_t i) const { return is_out_of_learning(out_.series[i].status); }
    std::size_t size() const { return out_.series.size(); }

    void take(const Rows& parts) {
        for (const std::size_t i : parts) out_.series[i].in_total = true;
        out_.parts = true;
    }

    Rows taken() const {
        Rows out;
        for (std::size_t i = 0; i < size(); ++i)
            if (out_.series[i].in_total) out.push_back(i);
        return out;
    }

    static Rows both(Rows a, const Rows& b) {
        a.insert(a.end(), b.begin(), b.end());
        std::sort(a.begin(), a.end());
        return a;
    }

    /// Of the columns of one reason those that are added: the only one; or those that no child can share; or
    /// their total.  Columns that differ in anything else may hold the same children: the first alone is
    /// taken, and a person is asked.  `whole` becomes the total that was not taken.
    void take_reason(ChildStatus status, int& whole) {
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
        const auto cut = plain.empty() && sums.size() <= 1
                             ? disjoint_cut(out_.words, latest, out_.of_rows, adds_up)
                             : Rows{};
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

    /// A column of the other sex stands in the table, of the same reason or of none.
    bool has_other_sex(std::size_t i) const {
        return std::any_of(out_.series.begin(), out_.series.end(), [&](const CountSeries& one) {
            return !one.sex.empty() && one.sex != out_.series[i].sex &&
                   (one.status == ChildStatus::any || one.status == out_.series[i].status);
        });
    }

    /// Without reasons: columns that no child can share, of which nothing else is said.
    void take_cut() {
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
        const auto parts = disjoint_cut(out_.words, latest, out_.of_rows, nothing_stated);
        // Agencies and ages may not all be there; boys and girls are all children.
        const bool complete_by_words =
            out_.whole == promoted_ || std::all_of(parts.begin(), parts.end(), [&](std::size_t i) {
                return !out_.words[i].meaning.sex.empty() || out_.words[i].rest_of_sex;
            });
        if (out_.whole >= 0 && !parts.empty() && complete_by_words && !out_.of_rows)
            return settle_whole(parts);
        out_.whole = stated;
        if (latest.size() == 1 && latest.size() < split.size() && out_.whole < 0) take(latest);
    }

    /// True where the parts, alone or with columns that nobody understands or with those who still learn, are
    /// what is stated beside them.
    bool is_whole(const Rows& parts, bool& known) const {
        if (add_up(parts, out_.whole, known)) return true;
        if (parts.empty() || out_.whole < 0) return false;
        return add_up(both(parts, beside(parts, true)), out_.whole, known) ||
               add_up(both(parts, still_learning()), out_.whole, known);
    }

    /// What adds nothing to the children: at risk, returned, of working age.
    Rows still_learning() const {
        Rows out;
        for (std::size_t i = 0; i < size(); ++i)
            if (!is_out(i) && is_part(i) && !out_.is_whole[i] && !out_.words[i].sum) out.push_back(i);
        return out;
    }

    /// Columns that may be further parts: of another reason, of "others", and, `unknown`, those whose words
    /// nobody understands.
    Rows beside(const Rows& parts, bool unknown) const {
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

    /// The only column of all children beside the parts, by whatever name; -1 for none.
    int whole_beside() const {
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

    /// Further parts beside those that were taken, and the total that they are checked against.
    void complete() {
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
            if (const Rows best = sums_.best_fit({all_parts, known_parts, parts}, out_.whole);
                !best.empty()) {
                take(best);
                const ColumnSums::Fit with_all = sums_.fit(all_parts, out_.whole);
                if (best.size() < all_parts.size() && with_all.half() && with_all.equal > 0)
                    ask_beside(all_parts, best);
                return;
            }
            if (add_up(both(known_parts, still_learning()), out_.whole, known) && known)
                return take(known_parts);
        }
        take_further(known_parts);
        if (out_.whole >= 0 && out_.whole == promoted_ && !add_up(known_parts, out_.whole, known))
            return settle_whole(known_parts);
        if (all_parts.size() > known_parts.size()) ask_beside(all_parts, known_parts);
    }

    bool add_up(const Rows& parts, int whole, bool& known) const { return sums_.add_up(parts, whole, known); }

    /// Beside columns of a reason some say none, of children that are in no other column: left out in silence
    /// they would be lost.
    void settle_left_out() {
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

    // Questions.

    /// The header, and what tells it from others of the same name.
    std::string name(std::size_t i) const {
        const std::string of_column = rows::column_name(table_, out_.column[i]);
        return i < out_.category.size() && !out_.category[i].empty() ? of_column + " / " + out_.category[i]
                                                                     : of_column;
    }

    std::string names(const Rows& columns) const {
        std::string out;
        for (const std::size_t i : columns) out += (out.empty() ? "" : ", ") + name(i);
        return rows::cut(out, 160);
    }

    void ask(const char* kind, std::size_t column, std::string reason, std::vector<Fix> fixes) {
        ImportNote note{kind, report_.file, table_.sheet, 0, name(column), "", std::move(reason)};
        note.fixes = std::move(fixes);
        report_.problems.push_back(std::move(note));
    }

    const Decision* said(const char* kind, std::size_t column) const {
        return decision_for(reading_, kind, 0, name(column));
    }

    /// Nothing says that the same child may be in two of them.
    bool may_be_added(const Rows& columns) const {
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

    /// Which of them is the number of children; the first alone until a person says it.
    void ask_which(const Rows& may_be) {
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

    /// The parts are not what is stated beside them in most rows.
    void settle_whole(const Rows& parts) {
        const auto whole = static_cast<std::size_t>(out_.whole);
        const Decision* decision = said("total_and_parts", whole);
        for (CountSeries& one : out_.series) one.in_total = false;
        if (decision != nullptr && decision->choice == "use_parts") return take(parts);
        take({whole});
        out_.whole = -1;
        if (decision == nullptr)
            ask("total_and_parts", whole, names(parts), {{"use_total", ""}, {"use_parts", ""}});
    }

    /// The columns of sources that a total adds: each source counts all children, so that the total has them
    /// as often as there are sources.  None where the total is something else.
    Rows sources_in(std::size_t whole) const {
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

    /// One source alone until a person says which, or that no child is in two of them.
    void ask_sources(std::size_t whole, const Rows& sources) {
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

    /// Columns whose words may be those of a reason that is taken already: ไม่เข้าเรียน beside ตกหล่น.
    Rows alike(const Rows& further) const {
        const bool never = std::any_of(out_.series.begin(), out_.series.end(), [](const CountSeries& one) {
            return one.in_total && one.status == ChildStatus::never_enrolled;
        });
        Rows out;
        for (const std::size_t i : further)
            if (never && says_not_entered(out_.words[i].reason)) out.push_back(i);
        return out;
    }

    /// Further parts, but those that may be of the same children wait for a person.
    void take_further(const Rows& parts) {
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

    /// Of rows the reasons have no header: what the rows say.
    std::string both_reasons(const Rows& doubtful) const {
        if (out_.of_rows) return "ตกหล่น, " + out_.words[doubtful.front()].reason;
        Rows all;
        for (const std::size_t i : taken())
            if (out_.series[i].status == ChildStatus::never_enrolled) all.push_back(i);
        all.insert(all.end(), doubtful.begin(), doubtful.end());
        return names(all);
    }

    void ask_beside(const Rows& all, const Rows& known) {
        Rows unknown;
        std::set_difference(all.begin(), all.end(), known.begin(), known.end(), std::back_inserter(unknown));
        const Decision* decision = said("columns_beside", unknown.front());
        if (decision != nullptr && decision->choice == "add_columns") take(all);
        if (decision == nullptr)
            ask("columns_beside", unknown.front(), names(unknown),
                {{"add_columns", ""}, {"leave_columns", ""}});
    }

    /// What counts children out of learning and others in one is in no total unless a person says so.
    void settle_mixed() {
        Rows mixed;
        for (std::size_t i = 0; i < size(); ++i)
            if (out_.words[i].mixed && !out_.words[i].share && !out_.words[i].others) mixed.push_back(i);
        if (mixed.empty()) return;
        const bool one_is_plain = std::any_of(
            out_.words.begin(), out_.words.end(),
            [](const CountWords& one) { return one.says_whom() && !one.mixed && !one.share && !one.others; });
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

    // Without parts.

    /// Columns that may each be the number of children: totals, else those that say children, else those that
    /// are neither a share, a population nor of another axis.
    Rows candidates() const {
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
        return !totals.empty() ? totals : !children.empty() ? children : others;
    }

    /// A total beside those at risk may hold them too.
    Rows without_learning(const Rows& totals, const Rows& children, const Rows& others) const {
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

    bool says_so(std::size_t i) const {
        const CountWords& words = out_.words[i];
        return words.counts || words.says_whom() || out_.is_whole[i] || out_.table_counts;
    }

    /// Without parts or a single candidate a person must say which column it is.
    void choose_whole() {
        const Rows may_be = candidates();
        if (!may_be.empty()) {
            const bool of_total = out_.is_whole[may_be.front()];
            const bool agreed = may_be.size() == 1 || adds_to_total(may_be);
            if (const Rows sources = may_be.size() == 1 ? sources_in(may_be.front()) : Rows{};
                !sources.empty()) {
                ask_sources(may_be.front(), sources);
                out_.parts = false;
                return;
            }
            if (agreed && says_so(may_be.front()) &&
                (!of_total || still_learning().empty() || agrees_without_learning())) {
                take(may_be);
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
        if (std::any_of(out_.words.begin(), out_.words.end(),
                        [](const CountWords& one) { return one.mixed; }))
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

    /// Several columns that with those who still learn are the total.
    bool adds_to_total(const Rows& outs) const {
        bool known = false;
        const Rows learning = still_learning();
        return out_.whole >= 0 && !learning.empty() && !out_.is_whole[outs.front()] &&
               !out_.is_whole[outs.back()] && add_up(both(outs, learning), out_.whole, known) && known;
    }

    bool agrees_without_learning() const {
        Rows outs;
        for (std::size_t i = 0; i < size(); ++i)
            if (is_out(i) && is_part(i) && !out_.is_whole[i]) outs.push_back(i);
        bool known = false;
        return !outs.empty() && add_up(outs, out_.whole, known) && known;
    }

    CountColumns& out_;
    ColumnSums sums_;
    int promoted_ = -1;  ///< the total of other words than รวม
    const Table& table_;
    const Reading& reading_;
    ImportReport& report_;
};

}  // namespace

void choose_total(CountColumns& columns, const Table& table, const Reading& reading, ImportReport& report) {
    columns.doubtful.assign(columns.series.size(), false);
    Choice(columns, table, reading, report).choose();
}

}  // namespace geo
