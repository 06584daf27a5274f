#include "app/cli/out_file.h"

#include "geo/data/import.h"
#include "geo/study/study_file.h"

#include <filesystem>

namespace app {

geo::Result<OutFile> OutFile::at(const Session& session, const std::string& file,
                                 const std::vector<std::string>& inputs, const char* option) {
    OutFile out;
    out.file_ = file;
    out.option_ = option;
    std::error_code ignored;
    if (is_stdout(file) || !std::filesystem::exists(file, ignored)) return out;
    bool refused = geo::is_study(file);
    for (const std::string& input : inputs)
        refused = refused || std::filesystem::equivalent(file, input, ignored);
    if (refused) return bad_option(option, file, geo::word(session.lang, "cli.out_elsewhere"));
    out.replaces_ = std::filesystem::is_regular_file(file, ignored);
    return out;
}

geo::Result<void> OutFile::keeps(const Session& session, const geo::Dataset& data) const {
    if (!replaces_) return {};
    const geo::SourceFile* source = geo::source_of(data, file_);
    if (source == nullptr) return {};
    return bad_option(
        option_, file_,
        geo::say(session.lang, "cli.out_is_source",
                 {{"file", source->file}, {"kind", geo::word(session.lang, "import.kind." + source->kind)}}));
}

void OutFile::say_replaced(const Session& session) const {
    if (replaces_) session.say_key("cli.replaced", {{"file", file_}});
}

}  // namespace app
