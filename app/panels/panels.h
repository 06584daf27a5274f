// Every part of the window, each with what it remembers between frames.
#pragma once

#include "app/panels/answer_strip.h"
#include "app/panels/bottom_panel.h"
#include "app/panels/check_panel.h"
#include "app/panels/command_palette.h"
#include "app/panels/coverage_panel.h"
#include "app/panels/data_panel.h"
#include "app/panels/file_browser.h"
#include "app/panels/help.h"
#include "app/panels/import_panel.h"
#include "app/panels/inspector.h"
#include "app/panels/plan_compare.h"
#include "app/panels/plan_panel.h"
#include "app/panels/problem_list.h"
#include "app/panels/report_panel.h"
#include "app/panels/start_page.h"
#include "app/panels/status_bar.h"
#include "app/panels/top_bar.h"
#include "app/panels/travel_panel.h"
#include "app/panels/trip_panel.h"

namespace app {

struct Panels {
    TopBar top_bar;
    DataPanel data_panel;
    CheckPanel check_panel;
    TravelPanel travel_panel;
    CoveragePanel coverage_panel;
    PlanPanel plan_panel;
    PlanCompare plan_compare;
    ReportPanel report_panel;
    AnswerStrip answer_strip;
    Inspector inspector;
    TripPanel trip;
    BottomPanel bottom;
    ProblemList problems;
    StatusBar status_bar;
    StartPage start;
    FileBrowser files;
    CommandPalette palette;
    Help help;
    ImportPanel import;
};

}  // namespace app
