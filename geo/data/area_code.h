// Area codes as people write them: kept as text, taken out of every dress that loses no digit.
//
// The trap: 4.02E+05 has lost digits and "40180" is one short; no code begins with 0, so nothing is ever
// padded on the left.  Such a cell is no code, and code_fault() says why.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace geo {

struct CodeCell {
    std::string code;  ///< 2, 4, 6 or 8 digits
    bool repaired = false;  ///< the cell said it in another way: TH571006, 571006.0, 5.71006E+05, ๕๗๑๐๐๖
    const char* dress = "";  ///< that way, as the kind of an ImportNote: "code_float"; "" where it is plain
};
/// Nothing where the cell is no area code.
std::optional<CodeCell> code_from_cell(std::string_view cell);

/// Why a cell is no area code: "code_missing", "code_precision_lost", "code_wrong_length" or "bad_code".
const char* code_fault(std::string_view cell);

/// Six digits that stand among other letters and marks; `code` "" where there are none.
struct LooseCode {
    std::string code;
    bool doubtful = true;  ///< a letter was read as a digit, or other digits were left out
};
LooseCode loose_code(std::string_view cell);

/// A code from its parts in columns of their own, each with or without its leading zero; a part may also hold
/// the code up to its own level ("4029" as the amphoe).  Empty parts, and parts of zeros alone, end the code
/// at the level above.  Nothing where a part is no number or contradicts the ones before it.
/// `dress` is "code_leading_zero" where a zero was put back.
std::optional<CodeCell> code_from_parts(std::string_view province, std::string_view amphoe,
                                        std::string_view tambon);

}  // namespace geo
