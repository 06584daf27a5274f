// What a page says, before it is laid out: its area, its numbers, its rows and sentences in words.
//
// The trap: the four numbers, the headline and the sum in the method line are made from the same whole
// parts, so that a reader who adds them up arrives at the total.
#pragma once

#include "geo/study/results.h"
#include "geo/study/study.h"
#include "render/map_scene.h"
#include "render/page.h"

#include <optional>
#include <string>
#include <vector>

namespace render {

struct PageNumber {
    std::string number;
    std::string words;  ///< with its percent
    AreaFill swatch;    ///< alpha 0: none
};

struct PageRow {
    geo::AreaId area;
    std::string name, parent, children, share;
};

struct PageFacts {
    geo::Study study;            ///< as given, with the level that the page's map shows
    std::optional<Focus> focus;  ///< none: the whole study
    std::string headline, definition, limit_line;
    std::vector<std::int64_t> parts;  ///< whole children of the four states; empty before the first run
    std::vector<PageNumber> numbers;  ///< four
    std::string table_title, table_empty;
    std::vector<std::string>
        table_heads;                     ///< area, parent, children, share; "" where there is no such column
    std::vector<PageRow> rows;           ///< at most five
    std::vector<std::string> sentences;  ///< the most important first
    std::string method, source, imprint, edition;
    std::string focus_caption;  ///< under the inset
};

/// Fault::not_found where no area has options.area_code.
geo::Result<PageFacts> page_facts(const geo::Study& study, const geo::Results* results,
                                  const Choropleth& colours, const std::optional<Focus>& focus,
                                  const PageOptions& options);

/// The area of a code, tried from province to tambon; the whole study for "".
geo::Result<std::optional<Focus>> focus_of(const geo::Areas& areas, const std::string& code);

/// The level of the page's map and table: the study's, but always below the area that the page is about.
geo::Level page_level(const geo::Study& study, const std::optional<Focus>& focus);

}  // namespace render
