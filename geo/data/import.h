// Files in.  Each reader turns a file into a part of the Dataset and a report; trouble with rows is in the
// report, trouble with the file is an Error.  Formats are told by content: the allowed drivers are named at
// each open.
//
// The trap: GDAL returns partial data as success, so any CE_Failure while reading fails the import.
#pragma once

#include "geo/base/progress.h"
#include "geo/base/result.h"
#include "geo/data/crosswalk.h"
#include "geo/data/dataset.h"
#include "geo/data/import_report.h"
#include "geo/data/reading.h"

#include <optional>
#include <string>
#include <vector>

namespace geo {

struct ImportOptions {
    bool accept = false;                        ///< join under 100 %: load what fits
    bool strict = false;                        ///< rejected rows are a failure (the caller's exit code 4)
    std::string layer;                          ///< "" for the only one, or the best by name
    std::string made_up;                        ///< note that the counts are made up ("" if they are not)
    Reading reading = {};                       ///< what a person settled; what is empty is guessed
    std::vector<CodeChange> code_changes = {};  ///< beside the program's own table of codes that changed
};

/// A dataset extended by one file, and what became of its rows.  On Outcome::ask without accept, and on
/// refuse, the dataset is the old one.
struct Imported {
    Dataset data;
    ImportReport report;
};

/// What the file is, by its content: point or polygon layer, table with codes or coordinates, OSM.
Result<FileKind> guess_kind(const std::string& file);

/// Reads one file as `kind` into `data`.  `level` of areas is told by the length of the codes.  Areas of a
/// second file are added to their level; those whose code is there already get the fresh borders and names.
/// A file is known by its place and by its bytes: read again, its rows take the place of those it brought
/// before; any other file adds, also one of the same name.  Counts of the same children in the same area are
/// never added up, the newer ones count, and where that changes a total, or takes tambon for an amphoe, a
/// person is asked.  Roads come from one file; another takes its place where a person says so.
Result<Imported> import_file(const Dataset& data, const std::string& file, FileKind kind,
                             const ImportOptions& options, const Progress& progress);

/// A point that something is asked for, as the sender wrote it.
struct AskedPoint {
    std::string id;
    std::int64_t row = 0;
    std::optional<LonLat> at;  ///< none where the row has no position that can be
    std::string problem;       ///< kind of the note that says why, or what is odd; "" for none
};
struct AskedPoints {
    std::vector<AskedPoint> points;
    ImportReport report;  ///< every row that is odd is a problem (no answer) or a warning, with its row
};
/// The points of a table or a layer, all of them, in the order of the file.  Fault::not_degrees where more
/// than half hold metres, or latitude and longitude in each other's column; Fault::no_position without such
/// columns.
Result<AskedPoints> read_asked_points(const Dataset& data, const std::string& file);

/// The source of the dataset that this file is, by where it lies or by its bytes, or that it is a part of
/// (the .dbf of a Shapefile); null for any other file.  O(size of the file).
const SourceFile* source_of(const Dataset& data, const std::string& file);

/// Of several files those that have a layer or sheet of that name, for ImportOptions::layer; all where none
/// has, so that reading the first says which there are.
std::vector<bool> layer_fits(const std::vector<std::string>& files, const std::string& layer);

/// Extensions and a format word for the file browser; content decides.
std::vector<std::string> readable_extensions();

}  // namespace geo
