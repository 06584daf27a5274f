// Children beside the people who live there, as far as villages say how many.  Private to geo/data.
//
// The trap: villages may have numbers of households; more children out of learning than those is as odd.
#pragma once

#include "geo/data/dataset.h"
#include "geo/data/import.h"

namespace geo {

/// One question (more_than_people) for all finest areas that have more children in this file's total than
/// their villages have people; answered by keep_as_sent.
void ask_more_than_people(const Dataset& data, const ImportOptions& options, ImportReport& report);

}  // namespace geo
