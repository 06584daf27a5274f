#include "app/import_work.h"

#include "app/file_names.h"
#include "app/import_read.h"
#include "geo/study/profiles.h"

#include <algorithm>
#include <initializer_list>
#include <utility>

namespace app {
namespace {

/// What a file should be by its extension.
geo::FileKind kind_by_name(const std::string& file) {
    const std::string extension = file_extension(file);
    const auto is = [&](std::initializer_list<const char*> some) {
        return std::any_of(some.begin(), some.end(), [&](const char* one) { return extension == one; });
    };
    if (is({".geojson", ".json", ".gpkg", ".shp", ".zip"})) return geo::FileKind::areas;
    if (is({".osm", ".pbf"})) return geo::FileKind::roads;
    if (is({".tif", ".tiff", ".asc"})) return geo::FileKind::population;
    return geo::FileKind::counts;
}

}  // namespace

ImportWork::ImportWork(const AppOptions& options) : options_(options), lane_(options.running, options.wake) {}

void ImportWork::open(std::vector<std::string> files, const Snapshot& study) {
    if (files.empty()) return;
    std::vector<Waiting> waiting;
    if (open_ && !files_.empty()) {
        // More files join those that wait.
        leave_file();
        waiting.assign(files_.begin() + static_cast<std::ptrdiff_t>(at_), files_.end());
        for (const Waiting& one : waiting)
            if (std::find(files.begin(), files.end(), one.file) == files.end())
                files.insert(files.begin(), one.file);
    }
    open_ = true;
    first_ = files.front();
    files_.clear();
    read_.reset();
    asked_.reset();
    sort_out(std::move(files), std::move(waiting), study);
}

void ImportWork::reopen(ImportDraft draft) {
    const bool sorting = open_ && files_.empty();
    open_ = true;
    if (sorting)
        reopened_ = std::move(draft);
    else
        put_first(std::move(draft));
}

void ImportWork::put_first(ImportDraft draft) {
    leave_file();
    std::size_t at = 0, place = 0;
    std::erase_if(files_, [&](const Waiting& one) {
        const bool same = one.file == draft.file;
        if (at++ < at_ && !same) ++place;
        return same;
    });
    at_ = place;
    files_.insert(files_.begin() + static_cast<std::ptrdiff_t>(at_),
                  {draft.file, draft.kind, draft, "", true});
    begin(at_);
}

void ImportWork::sort_out(std::vector<std::string> files, std::vector<Waiting> waiting,
                          const Snapshot& study) {
    const int turn = ++turn_;
    Job work;
    work.study = study;
    work.work = [this, turn, files = std::move(files), waiting = std::move(waiting), apart = options_.apart](
                    const Snapshot&, const geo::Progress& progress) -> Delivery {
        std::vector<Waiting> ordered;
        for (const std::string& file : files) {
            if (progress.cancelled()) return [this] { close(); };
            progress.part(0, 1, "app.importing")
                .at(static_cast<double>(ordered.size()) / static_cast<double>(files.size()));
            const auto known = std::find_if(waiting.begin(), waiting.end(),
                                            [&](const Waiting& one) { return one.file == file; });
            if (known != waiting.end()) {
                ordered.push_back(*known);
                continue;
            }
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
            if (reopened_) put_first(*std::exchange(reopened_, std::nullopt));
        };
    };
    work.failed = [this](const geo::Error&) { close(); };
    lane_.ask(std::move(work));
}

/// Whoever comes back to the file finds it as it was left.
void ImportWork::leave_file() {
    if (at_ >= files_.size()) return;
    files_[at_].draft = draft_;
    files_[at_].profile = profile_;
    files_[at_].profile_tried = profile_tried_;
}

void ImportWork::begin(std::size_t at) {
    ++turn_;
    at_ = at;
    earlier_.clear();
    later_.clear();
    read_.reset();
    asked_.reset();
    failed_ = false;
    const Waiting& file = files_[at];
    profile_tried_ = file.profile_tried;
    profile_ = file.profile;
    draft_ = file.draft.value_or(ImportDraft{file.file, file.kind, {}});
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
    const geo::ImportProfile* profile =
        geo::fitting_profile(study.profiles, geo::file_kind_name(draft_.kind), *read_->rows);
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
    leave_file();
    if (at_ + 1 < files_.size()) return begin(at_ + 1);
    close();
}

/// What was imported of it stands in the study and is read again in its place, as it was read before.
void ImportWork::file_before() {
    if (at_ == 0) return;
    leave_file();
    begin(at_ - 1);
}

void ImportWork::close() {
    ++turn_;
    open_ = false;
    files_.clear();
    at_ = 0;
    reopened_.reset();
    earlier_.clear();
    later_.clear();
    read_.reset();
    asked_.reset();
    asked_of_.reset();
    lane_.forget();
}

}  // namespace app
