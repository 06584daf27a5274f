#include "app/import_work.h"

#include "geo/data/import_apart.h"
#include "geo/study/profiles.h"

#include <algorithm>
#include <filesystem>
#include <initializer_list>
#include <set>
#include <utility>

namespace app {
namespace {

constexpr std::size_t rows_shown = 5000;

using Clock = std::chrono::steady_clock;

/// What a file should be by its extension.
geo::FileKind kind_by_name(const std::string& file) {
    std::string extension = std::filesystem::path(file).extension().string();
    for (char& c : extension)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    const auto is = [&](std::initializer_list<const char*> some) {
        return std::any_of(some.begin(), some.end(), [&](const char* one) { return extension == one; });
    };
    if (is({".geojson", ".json", ".gpkg", ".shp", ".zip"})) return geo::FileKind::areas;
    if (is({".osm", ".pbf"})) return geo::FileKind::roads;
    if (is({".tif", ".tiff", ".asc"})) return geo::FileKind::population;
    return geo::FileKind::counts;
}

/// Those that are about a row which is shown.
std::vector<geo::ImportNote> notes_on_rows(const geo::Notes& notes, const geo::Sighting& shown) {
    std::set<std::int64_t> rows;
    for (const geo::SightedRow& row : shown.rows)
        if (row.number > 0) rows.insert(row.number);
    std::vector<geo::ImportNote> out;
    for (const geo::ImportNote& note : notes)
        if (rows.contains(note.row)) out.push_back(note);
    return out;
}

/// Runs beside the window: the file as its sender made it, what it asks, and what would be loaded of it.
ImportRead read_of(const geo::Apart& apart, const ImportDraft& draft, const Snapshot& study,
                   const geo::Progress& progress) {
    const auto began = Clock::now();
    ImportRead out;
    out.draft = draft;
    out.before = study->data;
    if (!geo::is_grid(draft.kind))
        if (auto rows = geo::look_at(apart, draft.file, draft.kind, *study->data->areas, draft.reading,
                                     rows_shown, progress.quiet()))
            out.rows = *std::move(rows);
    if (progress.cancelled()) {
        out.error = geo::Error{};
        out.error->fault = geo::Fault::cancelled;
        return out;
    }
    geo::ImportOptions options;
    options.reading = draft.reading;
    // What was settled for this file goes before what was settled for others.
    for (const geo::Alias& name : geo::known_names(study->profiles)) {
        const auto same = [&](const geo::Alias& one) {
            return one.within == name.within && one.name == name.name;
        };
        std::vector<geo::Alias>& names = options.reading.aliases;
        if (std::none_of(names.begin(), names.end(), same)) names.push_back(name);
    }
    options.layer = draft.reading.sheet;
    const auto take = [&](bool accept, double from, double to) {
        options.accept = accept;
        return geo::import_file(apart, *study->data, draft.file, draft.kind, options,
                                progress.part(from, to, "app.importing"));
    };
    auto first = take(false, 0.05, 0.6);
    if (!first) {
        out.error = first.error();
        return out;
    }
    out.report = first->report;
    // Of several layers the one that was read is shown.
    const std::string& read_sheet = out.report.reading.sheet;
    if (out.rows && draft.reading.sheet.empty() && !read_sheet.empty() &&
        out.rows->reading.sheet != read_sheet) {
        geo::Reading of_sheet = draft.reading;
        of_sheet.sheet = read_sheet;
        if (auto rows = geo::look_at(apart, draft.file, draft.kind, *study->data->areas, of_sheet, rows_shown,
                                     progress.quiet()))
            out.rows = *std::move(rows);
    }
    if (out.rows) {
        out.repaired = notes_on_rows(out.report.repairs, *out.rows);
        out.asked = notes_on_rows(out.report.problems, *out.rows);
    }
    if (first->report.outcome == geo::Outcome::ask) {
        auto fits = take(true, 0.6, 1);
        if (!fits && fits.error().fault == geo::Fault::cancelled) {
            out.error = fits.error();
            return out;
        }
        // Where nothing can be loaded before it is decided, the questions are shown.
        if (!fits) {
            out.taken = out.report;
            out.open = open_questions(out.report, out.taken);
            return out;
        }
        first = std::move(fits);
        out.open = open_questions(out.report, first->report);
    }
    out.taken = std::move(first->report);
    if (out.report.outcome != geo::Outcome::refuse)
        out.after = std::make_shared<const geo::Dataset>(std::move(first->data));
    out.seconds = std::chrono::duration<double>(Clock::now() - began).count();
    return out;
}

}  // namespace

std::vector<std::string> open_questions(const geo::ImportReport& asked, const geo::ImportReport& taken) {
    std::vector<std::string> out;
    for (const geo::Notes::Kind& kind : asked.problems.kinds()) {
        const geo::Notes::Kind* left = taken.problems.kind(kind.kind);
        const bool answered = left == nullptr || left->count < kind.count;
        const bool of_file = !kind.rows && !kind.first.front().fixes.empty();
        if (answered || of_file) out.push_back(kind.kind);
    }
    return out;
}

std::size_t number_open(const ImportRead& read) {
    std::set<std::pair<std::string, std::string>> out;
    for (const std::string& open : read.open)
        if (const geo::Notes::Kind* kind = read.report.problems.kind(open))
            for (const geo::ImportNote& note : kind->first) out.emplace(note.kind, note.column);
    return out.size();
}

RowSums row_sums(const geo::ImportReport& report) {
    RowSums out;
    out.in = report.rows_in;
    out.loaded = report.rows_loaded;
    out.subtotal = report.rows_subtotal;
    out.duplicate = report.rows_duplicate;
    const auto waiting = static_cast<std::int64_t>(report.problems.rows_with_fixes());
    // Of very many the study keeps the first; where each of them waits, so do those that it left off.
    const bool all_wait = report.warnings.kind("notes_left_off") != nullptr && waiting > 0 &&
                          report.problems.rows_with_fixes() == report.problems.size();
    out.waiting = all_wait ? report.rows_rejected : std::min(report.rows_rejected, waiting);
    out.refused = report.rows_rejected - out.waiting;
    return out;
}

ImportWork::ImportWork(const AppOptions& options) : options_(options), lane_(options.running, options.wake) {}

void ImportWork::open(std::vector<std::string> files, const Snapshot& study) {
    if (files.empty()) return;
    if (open_ && !files_.empty()) {
        // More files join those that wait.
        for (const Waiting& one : files_)
            if (std::find(files.begin(), files.end(), one.file) == files.end() &&
                static_cast<std::size_t>(&one - files_.data()) >= at_)
                files.insert(files.begin(), one.file);
    }
    open_ = true;
    first_ = files.front();
    files_.clear();
    read_.reset();
    asked_.reset();
    sort_out(std::move(files), study);
}

void ImportWork::reopen(ImportDraft draft) {
    open_ = true;
    files_ = {{draft.file, draft.kind}};
    begin(0);
    profile_tried_ = true;
    draft_ = std::move(draft);
}

void ImportWork::sort_out(std::vector<std::string> files, const Snapshot& study) {
    const int turn = ++turn_;
    Job work;
    work.study = study;
    work.work = [this, turn, files = std::move(files), apart = options_.apart](
                    const Snapshot&, const geo::Progress& progress) -> Delivery {
        std::vector<Waiting> ordered;
        for (const std::string& file : files) {
            if (progress.cancelled()) return [this] { close(); };
            progress.part(0, 1, "app.importing")
                .at(static_cast<double>(ordered.size()) / static_cast<double>(files.size()));
            auto kind = geo::guess_kind(apart, file, progress.quiet());
            // What nobody can tell is read as what its name says, and says then what is wrong with it.
            ordered.push_back({file, kind ? *kind : kind_by_name(file)});
        }
        std::stable_sort(ordered.begin(), ordered.end(),
                         [](const Waiting& a, const Waiting& b) { return a.kind < b.kind; });
        return [this, turn, ordered = std::move(ordered)] {
            if (turn != turn_) return;
            files_ = ordered;
            begin(0);
        };
    };
    work.failed = [this](const geo::Error&) { close(); };
    lane_.ask(std::move(work));
}

void ImportWork::begin(std::size_t at) {
    ++turn_;
    at_ = at;
    earlier_.clear();
    later_.clear();
    read_.reset();
    asked_.reset();
    failed_ = false;
    profile_tried_ = false;
    profile_.clear();
    draft_ = {files_[at].file, files_[at].kind, {}};
}

void ImportWork::change(ImportDraft draft) {
    if (draft == draft_) return;
    earlier_.push_back(std::exchange(draft_, std::move(draft)));
    later_.clear();
    failed_ = false;
}

void ImportWork::undo() {
    if (earlier_.empty()) return;
    later_.push_back(std::exchange(draft_, earlier_.back()));
    earlier_.pop_back();
    failed_ = false;
}

void ImportWork::redo() {
    if (later_.empty()) return;
    earlier_.push_back(std::exchange(draft_, later_.back()));
    later_.pop_back();
    failed_ = false;
}

void ImportWork::follow(const Snapshot& study) {
    if (!open_ || files_.empty() || failed_) return;
    if (asked_ == draft_ && asked_of_ == study->data) return;
    read_draft(study);
}

void ImportWork::read_draft(const Snapshot& study) {
    asked_ = draft_;
    asked_of_ = study->data;
    Job work;
    work.study = study;
    work.work = [this, version = ++reads_, turn = turn_, draft = draft_, apart = options_.apart](
                    const Snapshot& of, const geo::Progress& progress) -> Delivery {
        ImportRead made = read_of(apart, draft, of, progress);
        made.version = version;
        auto read = std::make_shared<const ImportRead>(std::move(made));
        return [this, turn, read, of] {
            if (turn != turn_) return;
            // Stopped by a newer question: that one answers.  Stopped by a person: nothing is asked again.
            const bool stopped = read->error && read->error->fault == geo::Fault::cancelled;
            if (stopped && !(asked_ == read->draft && asked_of_ == read->before)) return;
            failed_ = stopped;
            read_ = read;
            if (!stopped) try_profile(*of);
        };
    };
    work.failed = [this, turn = turn_](const geo::Error& error) {
        if (turn != turn_) return;
        auto broken = std::make_shared<ImportRead>();
        broken->draft = draft_;
        broken->error = error;
        read_ = broken;
        failed_ = true;
    };
    lane_.ask(std::move(work));
}

/// What was settled for a sender before holds for a file with the same columns, until it is undone.
void ImportWork::try_profile(const geo::Study& study) {
    if (std::exchange(profile_tried_, true) || !read_->rows || !(draft_.reading == geo::Reading{})) return;
    std::vector<std::string> headers;
    for (const geo::SightedColumn& one : read_->rows->columns) headers.push_back(one.header);
    const geo::ImportProfile* profile =
        geo::fitting_profile(study.profiles, geo::file_kind_name(draft_.kind), headers);
    if (profile == nullptr) return;
    profile_ = profile->sender;
    ImportDraft next = draft_;
    next.reading = profile->reading;
    change(std::move(next));
}

const ImportRead* ImportWork::ready(const Snapshot& study) const {
    if (!open_ || read_ == nullptr || read_->after == nullptr || read_->error || !read_->open.empty())
        return nullptr;
    return read_->draft == draft_ && read_->before == study->data ? read_.get() : nullptr;
}

void ImportWork::next_file() {
    if (at_ + 1 < files_.size()) return begin(at_ + 1);
    close();
}

/// What was imported of it stands in the study and is read again in its place.
void ImportWork::file_before() {
    if (at_ > 0) begin(at_ - 1);
}

void ImportWork::close() {
    ++turn_;
    open_ = false;
    files_.clear();
    earlier_.clear();
    later_.clear();
    read_.reset();
    asked_.reset();
    asked_of_.reset();
    lane_.forget();
}

}  // namespace app
