// Which of a table's columns of counts make up the children out of learning, step by step.  Private to
// geo/data; count_columns.h is the door.
#pragma once

#include "geo/data/count_columns.h"
#include "geo/data/count_sums.h"

#include <string>
#include <vector>

namespace geo {

/// The columns of a table on their way to series: count_choice.cpp chooses, count_questions.cpp asks where a
/// person must.
class CountChoice {
public:
    using Rows = ColumnSums::Rows;

    CountChoice(CountColumns& out, const Table& table, const Reading& reading, ImportReport& report)
        : out_(out), sums_(out, table), table_(table), reading_(reading), report_(report) {}
    void choose();

private:
    bool is_part(std::size_t i) const;
    bool is_out(std::size_t i) const { return is_out_of_learning(out_.series[i].status); }
    std::size_t size() const { return out_.series.size(); }
    void take(const Rows& parts);
    Rows taken() const;
    static Rows both(Rows a, const Rows& b);
    /// Of the columns of one reason those that are added: the only one; or those that no child can share; or
    /// their total.  Columns that differ in anything else may hold the same children: the first alone is
    /// taken, and a person is asked.  `whole` becomes the total that was not taken.
    void take_reason(ChildStatus status, int& whole);
    /// A column of the other sex stands in the table, of the same reason or of none.
    bool has_other_sex(std::size_t i) const;
    /// Without reasons: columns that no child can share, of which nothing else is said.
    void take_cut();
    /// True where the parts, alone or with columns that nobody understands or with those who still learn, are
    /// what is stated beside them.
    bool is_whole(const Rows& parts, bool& known) const;
    /// What adds nothing to the children: at risk, returned, of working age.
    Rows still_learning() const;
    /// Columns that may be further parts: of another reason, of "others", and, `unknown`, those whose words
    /// nobody understands.
    Rows beside(const Rows& parts, bool unknown) const;
    /// The only column of all children beside the parts, by whatever name; -1 for none.
    int whole_beside() const;
    /// Further parts beside those that were taken, and the total that they are checked against.
    void complete();
    bool add_up(const Rows& parts, int whole, bool& known) const { return sums_.add_up(parts, whole, known); }
    /// Beside columns of a reason some say none, of children that are in no other column: left out in silence
    /// they would be lost.
    void settle_left_out();

    // Questions.
    /// The header, and what tells it from others of the same name.
    std::string name(std::size_t i) const;
    std::string names(const Rows& columns) const;
    void ask(const char* kind, std::size_t column, std::string reason, std::vector<Fix> fixes);
    const Decision* said(const char* kind, std::size_t column) const;
    /// Nothing says that the same child may be in two of them.
    bool may_be_added(const Rows& columns) const;
    /// Which of them is the number of children; the first alone until a person says it.
    void ask_which(const Rows& columns);
    /// The parts are not what is stated beside them in most rows.
    void settle_whole(const Rows& parts);
    /// The columns of sources that a total adds: each source counts all children, so that the total has them
    /// as often as there are sources.  None where the total is something else.
    Rows sources_in(std::size_t whole) const;
    /// One source alone until a person says which, or that no child is in two of them.
    void ask_sources(std::size_t whole, const Rows& sources);
    /// Columns whose words may be those of a reason that is taken already: ไม่เข้าเรียน beside ตกหล่น.
    Rows alike(const Rows& further) const;
    /// Further parts, but those that may be of the same children wait for a person.
    void take_further(const Rows& parts);
    /// Of rows the reasons have no header: what the rows say.
    std::string both_reasons(const Rows& doubtful) const;
    void ask_beside(const Rows& all, const Rows& known);
    /// What counts children out of learning and others in one is in no total unless a person says so.
    void settle_mixed();
    /// Numbers that nothing in the file says to be of children wait for a person.
    void confirm_children();
    bool names_children() const;

    // Without parts.
    /// Columns that may each be the number of children: totals, else those that say children, else those that
    /// are neither a share, a population nor of another axis.
    Rows candidates() const;
    /// A total beside those at risk may hold them too.
    Rows without_learning(const Rows& totals, const Rows& children, const Rows& others) const;
    bool says_so(std::size_t i) const;
    /// Those that are said to be out of learning, alone where they and those in school are all children of
    /// another column; before a total that is not plainly theirs.  Empty where nothing says so.
    Rows said_beside(const Rows& totals, const Rows& children, const Rows& others) const;
    /// Without parts or a single candidate a person must say which column it is.
    void choose_whole();
    /// Several columns that with those who still learn are the total.
    bool adds_to_total(const Rows& outs) const;
    bool agrees_without_learning() const;
    CountColumns& out_;
    ColumnSums sums_;
    int promoted_ = -1;  ///< the total of other words than รวม
    const Table& table_;
    const Reading& reading_;
    ImportReport& report_;
};

}  // namespace geo
