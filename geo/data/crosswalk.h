// Area codes and names of earlier years, and what they are today.
//
// The table of the program is assets/crosswalk.csv, which says what it covers; a file with the same columns
// (old_code, new_code, from_date, kind, share, old_name, source) extends it.  The trap: numbers that became
// free were given to other areas, so only a code that the loaded areas do not know may go through this table.
#pragma once

#include "geo/base/result.h"
#include "geo/data/areas.h"

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace geo {

/// One area code became another.
struct CodeChange {
    std::string old_code, new_code;
    std::string from_date;            ///< ISO, CE: since when the new code holds; "" where not known
    std::string kind;                 ///< "recode", "rename", "moved", "merge", "split"
    std::int32_t share_milli = 1000;  ///< of the old area that the new one got, in thousandths
    std::string source;
    std::string old_name = {};  ///< of a rename, and of an area that was moved under another name
    bool operator==(const CodeChange&) const = default;
};

/// What an area was called, and which amphoe or province it belonged to, before a day.
struct EarlierName {
    std::string code;       ///< today's
    std::string name;       ///< as it was written then; "" where it is today's
    std::string parent;     ///< code of the amphoe or province of then; "" where it is today's
    std::string until_iso;  ///< "" where not known
};

/// What a part of an earlier area is today.
struct CodeShare {
    std::string code;
    std::int32_t share_milli = 1000;
    bool operator==(const CodeShare&) const = default;
};

class Crosswalk {
public:
    /// The program's own, with further changes.  A change of `more` takes the place of the program's changes
    /// of the same old code.
    explicit Crosswalk(const std::vector<CodeChange>& more = {});

    /// The present areas of an earlier code, ascending; the shares sum to 1000.  Follows several changes one
    /// after the other.  Empty where a code is not known, or leads to one that the areas do not know.
    std::vector<CodeShare> present(const std::string& code, const Areas& areas) const;

    /// True where the code, or one that it became, was joined with others.
    bool is_merged(const std::string& code) const;

    const std::map<std::string, std::vector<CodeChange>>& changes() const { return tables_->changes; }
    /// Areas that had another name, and those that belonged elsewhere; by code.
    const std::vector<EarlierName>& names() const { return tables_->names; }

private:
    struct Tables {
        std::map<std::string, std::vector<CodeChange>> changes;  ///< by old code
        std::vector<EarlierName> names;
    };
    static Tables tables_of(const std::vector<CodeChange>& own, const std::vector<CodeChange>& more);

    std::shared_ptr<const Tables> tables_;  ///< the program's own are made once
};

/// The changes of a text table.  Fault::not_found, wrong_kind (a workbook), no_header without the columns
/// old_code and new_code; bad_value with row and value where a code, a share or a kind cannot be, a rename
/// has no old name, or the shares of an old code are not 1.
Result<std::vector<CodeChange>> read_code_changes(const std::string& file);

}  // namespace geo
