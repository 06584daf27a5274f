// What the lines above a table, its sheet and its file say of columns that say nothing themselves.  Private
// to geo/data; import.h is the door.
//
// The trap: a title may name a programme, a source or the office that wrote it, and none of its children.
#pragma once

#include "geo/data/count_words.h"
#include "geo/data/import_report.h"
#include "geo/data/table.h"

#include <string>
#include <vector>

namespace geo {

struct TableAbout {
    CountMeaning meaning;          ///< status, group and agency
    bool mixed = false;            ///< children out of learning and others in one, or not plain which
    bool out_of_learning = false;  ///< anything of it says so
    bool others = false;           ///< inhabitants, pupils
    bool counts = false;           ///< says children or a number
    bool children = false;         ///< names children or pupils, or a number of nothing else
    bool measure = false;          ///< of something that is no child, and names none
    bool by_source = false;        ///< its columns are of several sources
    std::string text;              ///< that says whom
};

/// What a line of words says of the children of a table.  "กรุณาส่งกลับ" and "พื้นที่เสี่ยงภัย" are of none: that they
/// returned or are at risk counts only where children are named.
CountWords words_of_line(const std::string& text);

/// The title goes before the sheet, and that before the name of the file.
TableAbout about_table(const Table& table, const std::string& file);

/// Gives a table's columns what they do not say, where none of them says whom it counts; a warning names the
/// words that were taken ("whom_by_title").
void take_from(const TableAbout& about, std::vector<CountWords>& columns, const Table& table,
               ImportReport& report);

}  // namespace geo
