// The demonstration as a study: made as ordinary files, imported like anybody's, and kept ready in a cache
// folder, because the country takes a minute to make and seconds to open.
//
// The trap: what is kept belongs to nobody.  It is opened for reading alone; whoever changes it saves a copy.
#pragma once

#include "geo/base/progress.h"
#include "geo/base/result.h"
#include "geo/data/demo/demo.h"
#include "geo/study/study.h"

#include <string>

namespace geo {

/// The question of the demonstration: who reaches a learning unit, centre or mobile unit.
void ask_for_learning_units(Study& study);

/// Writes the demonstration's files into `folder`, imports them and saves the study beside them; its path
/// (demo.gpkg).  The country takes a minute, 0.8 GB of memory and 0.4 GB of disk.  Fault::unwritable,
/// cancelled (within 0.2 s); files that were begun stay, the folder is the caller's.
Result<std::string> make_demo_study(const std::string& folder, const DemoOptions& options,
                                    const std::string& title, const Progress& progress);

/// Where the study of these options is kept: named by size, seed, nodes, demo_version and the study's format.
std::string kept_demo_file(const std::string& cache_folder, const DemoOptions& options);
/// True where it is there and whole by its size.  Its bytes are compared when it is opened.
bool demo_is_kept(const std::string& cache_folder, const DemoOptions& options);

/// Opens the kept study; where there is none, or one that is damaged, it is made first.  Made in a folder of
/// its own and renamed when whole, so that who is stopped, killed or out of disk leaves nothing that could be
/// taken for it; what a killed program left is removed by the next one.  Studies of other versions are
/// removed.  Fault::unwritable with "no_room" or "no_cache" as detail, locked where another program is making
/// it, cancelled.
Result<Study> kept_demo(const std::string& cache_folder, const DemoOptions& options, const std::string& title,
                        const Progress& progress);

}  // namespace geo
