// Choosing a file without a system dialog: folders, places, recent studies, a filter, a typed path.
//
// The trap: std::filesystem throws; every call here takes an error code, and a folder that cannot be read
// says so.
#pragma once

#include "app/frame.h"

#include <string>
#include <vector>

namespace app {

struct Listed {
    std::string name;
    bool folder = false;
    std::int64_t bytes = 0;
};
/// Folders first, then files of the given extensions (".csv"; none given: all), by name in Thai dictionary
/// order; hidden ones left out.
std::vector<Listed> listed(const std::string& folder, const std::vector<std::string>& extensions);

/// A file name of a study's title: without what a path would read as folders, "learnreach" without a title.
/// `extension` begins with its dot.
std::string proposed_name(const std::string& title, const std::string& extension);
/// The name with the extension: added unless it ends in it already, in large letters too.  Dots within the
/// name stay ("จ.เชียงราย").
std::string with_extension(const std::string& name, const std::string& extension);

class FileBrowser {
public:
    void open(FileAsk ask, const std::string& folder);
    void close() { open_ = false; }
    bool is_open() const { return open_; }
    /// Asks through the Outbox for what was chosen and closes.
    void draw(const Frame& frame, Outbox& out);
    const std::string& folder() const { return folder_; }

private:
    void go(const std::string& folder);
    void choose(const Frame& frame, Outbox& out);
    bool saves() const;
    bool takes_one() const;
    std::string target() const;

    bool open_ = false;
    FileAsk ask_;
    std::string folder_, typed_, name_, filter_;
    bool all_files_ = false;
    bool overwrite_asked_ = false;
    std::vector<Listed> rows_;
    std::vector<std::string> chosen_;  ///< names in folder_
};

}  // namespace app
