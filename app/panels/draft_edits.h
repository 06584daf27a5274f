// What a column of a file is read as, and drafts in which it is read as something else.
#pragma once

#include "app/import_draft.h"

#include <memory>
#include <string>
#include <vector>

namespace app {

/// The role of a column, as a person reads it, and as it is told.
struct ColumnUse {
    geo::ColumnRole role = geo::ColumnRole::none;
    geo::ChildStatus status = geo::ChildStatus::any;
    bool apart = false;  ///< kept, but in no sum of children: inhabitants, pupils, a second count of the same
    bool operator==(const ColumnUse&) const = default;
};
/// Children, a total of them, or a number kept beside.
bool is_of_counts(geo::ColumnRole role);
/// How the column is read: as a person set it, else as the import took it; null where it has no role.
const geo::ColumnReading* reading_of(const ImportView& view, int column, const std::string& header);
/// The draft with another role for one column.  What the import took the others for they keep; a role that
/// only one column can have is taken from the other.
std::shared_ptr<ImportDraft> with_role(const ImportView& view, int column, const std::string& header,
                                       const ColumnUse& use);
/// The draft with another meaning of a column of counts.
std::shared_ptr<ImportDraft> with_meaning(const ImportView& view, int column, const std::string& header,
                                          const geo::CountMeaning& meaning);
/// What a person set a column to, else what the import took it for.
ColumnUse use_of(const ImportView& view, int column, const std::string& header);
/// What columns of such a file may be.
std::vector<ColumnUse> uses_of(geo::FileKind kind);

}  // namespace app
