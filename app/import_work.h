// The import assistant behind its panel: which files wait, how the present one is read, the drafts to go back
// to, and the reading itself, which runs beside the window.
//
// The trap: what was read belongs to a draft and to a study.  Where either became another one it is read
// again before anything of it may be taken.
#pragma once

#include "app/app_options.h"
#include "app/import_draft.h"
#include "app/lane.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace app {

class ImportWork {
public:
    explicit ImportWork(const AppOptions& options);

    /// Asks what the files are, then opens the first, areas before what lies in them.  Those that wait stay.
    void open(std::vector<std::string> files, const Snapshot& study);
    /// A file that was read so before and asks something again, before those that wait.
    void reopen(ImportDraft draft);
    bool is_open() const { return open_; }
    /// Reads the draft where it was not read yet, or for another study.
    void follow(const Snapshot& study);
    void change(ImportDraft draft);  ///< one step that can be undone
    void undo();
    void redo();
    bool can_undo() const { return !earlier_.empty(); }
    bool can_redo() const { return !later_.empty(); }
    /// What would be taken: read for this draft and this study, something to take, and no question about the
    /// whole file left; null else.
    const ImportRead* ready(const Snapshot& study) const;
    void next_file();  ///< closes after the last
    void file_before();
    void close();  ///< nothing of it stays
    void stop() { lane_.stop(); }

    bool idle() const { return lane_.idle(); }
    std::size_t deliver() { return lane_.deliver(); }
    Lane::Now now() const { return lane_.now(); }
    const ImportDraft* draft() const { return open_ && !files_.empty() ? &draft_ : nullptr; }
    const std::shared_ptr<const ImportRead>& read() const { return read_; }
    /// The sender whose way of reading was taken over; "" for none, or once it was taken back.
    std::string profile() const { return draft_.reading == geo::Reading{} ? std::string{} : profile_; }
    /// The first of the files that are looked at before it is known what they are.
    const std::string& first() const { return first_; }
    std::size_t at() const { return at_; }
    std::size_t of() const { return files_.size(); }
    /// Another one for each file that is begun.
    int turn() const { return turn_; }

private:
    struct Waiting {
        std::string file;
        geo::FileKind kind = geo::FileKind::counts;
        std::optional<ImportDraft> draft = {};  ///< as a person left it
        std::string profile = {};
        bool profile_tried = false;
    };
    void begin(std::size_t at);
    void leave_file();
    void put_first(ImportDraft draft);
    void sort_out(std::vector<std::string> files, std::vector<Waiting> waiting, const Snapshot& study);
    void read_draft(const Snapshot& study);

    const AppOptions& options_;
    bool open_ = false;
    bool failed_ = false;  ///< stopped, or broken: not asked for again before something changes
    void try_profile(const geo::Study& study);

    std::uint64_t reads_ = 0;
    bool profile_tried_ = false;
    std::string profile_;  ///< whose way of reading the draft began with
    int turn_ = 0;         ///< what was asked before belongs to an earlier one
    std::vector<Waiting> files_;
    std::optional<ImportDraft> reopened_;  ///< waits until it is known what the files are
    std::string first_;
    std::size_t at_ = 0;
    ImportDraft draft_;
    std::vector<ImportDraft> earlier_, later_;
    std::shared_ptr<const ImportRead> read_;
    std::optional<ImportDraft> asked_;  ///< what runs or was read last
    std::shared_ptr<const geo::Dataset> asked_of_;
    Latest lane_;
};

}  // namespace app
