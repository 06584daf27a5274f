#include "app/cli/file_reading.h"

#include "geo/data/import_apart.h"
#include "geo/study/profiles.h"
#include "geo/study/study_file.h"

#include <memory>

namespace app {
namespace {

/// Headers stand among the first rows.
constexpr std::size_t rows_for_headers = 200;

}  // namespace

geo::Imported areas_of(const geo::Study& study, const geo::Dataset& data, const std::string& file) {
    geo::Imported out;
    out.data = data;
    out.data.areas = study.data->areas;
    out.data.made_up = data.made_up || study.data->made_up;
    for (const geo::SourceFile& source : study.data->sources)
        if (source.kind == geo::file_kind_name(geo::FileKind::areas)) out.data.sources.push_back(source);
    out.report.kind = geo::file_kind_name(geo::FileKind::areas);
    out.report.file = file;
    const geo::Areas& areas = *study.data->areas;
    out.report.rows_in = out.report.rows_loaded = static_cast<std::int64_t>(areas.at(areas.finest()).size());
    return out;
}

geo::Result<geo::Imported> read_file(Session& session, const geo::Dataset& data, const std::string& file,
                                     geo::FileKind kind, const geo::ImportOptions& options,
                                     const geo::Progress& progress) {
    if (kind != geo::FileKind::areas || !geo::is_study(file))
        return geo::import_file(session.apart, data, file, kind, options, progress);
    TRY(const geo::Study study, geo::open_study(file, progress));
    const bool none_yet = data.areas->at(geo::Level::province).size() == 0;
    if (!none_yet && !(*data.areas == *study.data->areas))
        return bad_option("--areas", file, geo::word(session.lang, "cli.import.other_areas"));
    geo::Dataset without = data;
    std::erase_if(without.sources, [](const geo::SourceFile& source) {
        return source.kind == geo::file_kind_name(geo::FileKind::areas);
    });
    return areas_of(study, without, file);
}

FileReading reading_of_file(Session& session, const std::vector<geo::ImportProfile>& profiles,
                            const geo::Areas& areas, const std::string& file, geo::FileKind kind,
                            const std::string& layer, const ReadingOptions& options,
                            const geo::Reading& said) {
    FileReading out{said, ""};
    const bool may_fit =
        options.mapping.empty() && !options.without_profile && !profiles.empty() && !geo::is_grid(kind);
    if (may_fit) {
        geo::Reading of_sheet;
        of_sheet.sheet = layer;
        const auto seen = geo::look_at(session.apart, file, kind, areas, of_sheet, rows_for_headers,
                                       session.progress().quiet());
        const geo::ImportProfile* profile =
            seen ? geo::fitting_profile(profiles, geo::file_kind_name(kind), *seen) : nullptr;
        if (profile != nullptr) {
            out = {profile->reading, profile->sender};
            if (!layer.empty()) out.reading.sheet = layer;
            if (options.leave_out_personal) geo::decide(out.reading, geo::without_personal_data());
            session.say_key("cli.profile_used", {{"file", file}, {"sender", profile->sender}});
        }
    }
    out.reading = geo::with_known_names(std::move(out.reading), profiles);
    return out;
}

}  // namespace app
