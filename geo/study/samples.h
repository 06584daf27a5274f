// The programmes of the field as questions to the demonstration country: which provinces, which children,
// which places.  Names and published totals are facts; every number by tambon is made up, and says so.
//
// The trap: a sample shows what can be answered today.  What its programme needs beyond that is said in its
// words ("sample.<key>.later"), never pretended.
#pragma once

#include "geo/base/result.h"
#include "geo/data/dataset.h"
#include "geo/study/study.h"

#include <string>
#include <vector>

namespace geo {

/// Its words are sample.<key>.title, .fact, .what and .later.
struct SampleStudy {
    const char* key;
    std::vector<std::string> provinces{};  ///< codes, ascending; none: all
    Level level = Level::province;
    Indicator indicator = Indicator::children;
    DemandChoice children{};
    std::uint32_t services = service_any;
    /// Places of all kinds that offer the services; else learning units, centres and mobile units alone.
    bool all_kinds = false;
    /// Brings its own table of counts: the dropped out of 2564 by agency (domain.md), 238,707 in all, of whom
    /// 127,952 returned.
    bool own_table = false;
};

/// In the order in which they are offered.
const std::vector<SampleStudy>& sample_studies();

/// The table of that sample as its sender would write it: the country's figures by agency, shared out over
/// the provinces by the children that `data` counts in each.  Where they live is made up, the sums are not.
std::string bring_back_table(const Dataset& data);
/// The study with the sample's own table in place of its counts, which comes in through `folder` like any
/// file; as it is where the sample has none.  Fault::unwritable.
Result<Study> with_own_table(Study study, const SampleStudy& sample, const std::string& folder);

/// The country's study with the sample's question.
Study sample_study(Study country, const SampleStudy& sample, const std::string& title);

}  // namespace geo
