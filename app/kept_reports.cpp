#include "app/kept_reports.h"

#include "app/import_draft.h"
#include "geo/data/report_text.h"

#include <utility>

namespace app {

void KeptReports::keep(const geo::SourceFile& source, const geo::ImportReport& report) {
    all_.push_back({source.kind, source.file, source.reading, report});
    of_.reset();
}

const geo::ImportReport* KeptReports::of_session(const geo::SourceFile& source) const {
    for (auto kept = all_.rbegin(); kept != all_.rend(); ++kept)
        if (kept->kind == source.kind && kept->file == source.file && kept->reading == source.reading)
            return &kept->report;
    return nullptr;
}

bool KeptReports::follow(const std::shared_ptr<const geo::Dataset>& data, const Find& find) {
    if (of_ == data) return false;
    of_ = data;
    shown_.clear();
    of_source_.clear();
    waiting_ = {};
    for (const geo::SourceFile& source : data->sources) {
        of_source_.push_back(-1);
        if (const geo::ImportReport* whole = of_session(source)) {
            shown_.push_back(*whole);
        } else if (auto kept = geo::report_from_text(source.report, source.file)) {
            const std::string path = find(source);
            kept->file = path.empty() ? source.file : path;
            if (auto reading = geo::reading_from_json(source.reading, source.file))
                kept->reading = *std::move(reading);
            shown_.push_back(*std::move(kept));
        } else {
            continue;
        }
        of_source_.back() = static_cast<int>(shown_.size()) - 1;
        const RowSums sums = row_sums(shown_.back());
        waiting_.rows += sums.waiting;
        if (sums.waiting > 0) waiting_.children_milli += shown_.back().held_children_milli;
    }
    return true;
}

void KeptReports::clear() {
    *this = {};
}

}  // namespace app
