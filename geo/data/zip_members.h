// The files inside a zip, each with the name that its sender sees, and one of them as a file of its own that
// any reader opens.  Private to geo/data; import.h is the door.
//
// The trap: a small zip may unpack to gigabytes, and its directory may lie about it, so that sizes are asked
// for before anything is unpacked, and counted while it is.  Names have no encoding: what is no UTF-8 is
// CP874.
#pragma once

#include "geo/base/result.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace geo {

struct ZipMember {
    std::string name;         ///< with its folders: "ปี 2567/counts.csv"
    std::uint64_t bytes = 0;  ///< unpacked, as the directory says
    std::uint64_t packed_bytes = 0;
    std::uint64_t at = 0;  ///< of its header in the zip
    unsigned method = 0;
    bool locked = false;  ///< with a password
    bool cp874 = false;   ///< its name was in CP874

    std::string file_name() const;
    /// ".xlsx", in small letters.
    std::string extension() const;
};

/// In the order of the zip, without folders and what systems put in by themselves (__MACOSX, .DS_Store).
/// Fault::unreadable without a directory at its end, too_large for more than 10,000 files or those of more
/// than 4 GB.
Result<std::vector<ZipMember>> zip_members(const std::string& file);

/// The tables among them: workbooks and texts, by their extension.
std::vector<ZipMember> tables_in_zip(const std::vector<ZipMember>& members);
/// The layers among them that are one file: GeoJSON and GeoPackage, by their extension.
std::vector<ZipMember> layers_in_zip(const std::vector<ZipMember>& members);

/// The files of the Shapefiles among them; of none the layers that are one file.
std::vector<ZipMember> parts_of_layers_in_zip(const std::vector<ZipMember>& members);

/// Of those that are no member of `taken`, "a, b", shortened.
std::string names_beside(const std::vector<ZipMember>& members, const std::vector<ZipMember>& taken);

/// A member, unpacked into a file without a name, for as long as this lives.
class UnpackedMember {
public:
    /// Fault::unreadable, with "locked_by_password" where it is; too_large for more than 256 MiB.
    static Result<UnpackedMember> of(const std::string& zip, const ZipMember& member);
    UnpackedMember(UnpackedMember&& other) noexcept;
    UnpackedMember& operator=(UnpackedMember&&) = delete;
    UnpackedMember(const UnpackedMember&) = delete;
    UnpackedMember& operator=(const UnpackedMember&) = delete;
    ~UnpackedMember();
    /// Where readers open it; of no use to anyone else.
    const std::string& path() const { return path_; }

private:
    explicit UnpackedMember(int file);
    int file_;
    std::string path_;
};

/// True for the path of an unpacked member.
bool is_unpacked(std::string_view path);

/// The error of an unpacked member as one of its zip.
Failure error_of_member(Error error, const std::string& zip, const ZipMember& member);

}  // namespace geo
