#include "geo/data/zip_members.h"

#include "geo/base/apart.h"
#include "geo/base/scratch.h"
#include "geo/base/text.h"
#include "geo/data/row_words.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <initializer_list>
#include <optional>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>
#include <zlib.h>

namespace geo {
namespace {

constexpr std::uint64_t most_unpacked = std::uint64_t{256} << 20U;
constexpr std::size_t most_members = 10000;
constexpr std::string_view unpacked_folder = "/proc/self/fd/";

/// Numbers of a zip: the lowest byte first (APPNOTE 4.3).
std::uint32_t number_at(std::string_view bytes, std::size_t at, std::size_t size) {
    std::uint32_t out = 0;
    for (std::size_t i = 0; i < size && at + i < bytes.size(); ++i)
        out |= std::uint32_t{static_cast<unsigned char>(bytes[at + i])} << (8U * i);
    return out;
}

std::string bytes_at(std::ifstream& in, std::uint64_t at, std::size_t size) {
    std::string out(size, '\0');
    in.clear();
    in.seekg(static_cast<std::streamoff>(at));
    in.read(out.data(), static_cast<std::streamsize>(size));
    out.resize(static_cast<std::size_t>(std::max<std::streamsize>(0, in.gcount())));
    return out;
}

/// The directory of the zip; nothing where its end does not say where it is.
std::optional<std::string> directory_of(std::ifstream& in, std::uint64_t file_size) {
    constexpr std::size_t end_record = 22;
    const std::size_t tail = static_cast<std::size_t>(std::min<std::uint64_t>(file_size, 65535 + end_record));
    const std::string end = bytes_at(in, file_size - tail, tail);
    const std::size_t at = end.rfind("PK\x05\x06");
    if (at == std::string::npos || end.size() - at < end_record) return std::nullopt;
    const std::uint64_t size = number_at(end, at + 12, 4), begin = number_at(end, at + 16, 4);
    if (begin + size > file_size) return std::nullopt;
    std::string out = bytes_at(in, begin, static_cast<std::size_t>(size));
    return out.size() == size ? std::optional{std::move(out)} : std::nullopt;
}

bool is_of_system(const std::string& name) {
    const std::string last = std::filesystem::path(name).filename().string();
    return name.ends_with('/') || name.starts_with("__MACOSX/") || last.starts_with("._") ||
           last == ".DS_Store" || last == "Thumbs.db" || last == "desktop.ini";
}

std::string name_of_member(std::string_view raw) {
    std::string name = is_utf8(raw) ? normalised(raw) : normalised(utf8_from_cp874(raw));
    std::replace(name.begin(), name.end(), '\\', '/');
    return name;
}

std::vector<ZipMember> with_extension(const std::vector<ZipMember>& members,
                                      std::initializer_list<std::string_view> extensions) {
    std::vector<ZipMember> out;
    for (const ZipMember& one : members) {
        const std::string ending = one.extension();
        if (std::find(extensions.begin(), extensions.end(), ending) != extensions.end()) out.push_back(one);
    }
    return out;
}

/// The bytes of a member on their way into a file.
class MemberUnpacking {
public:
    explicit MemberUnpacking(int to) : to_(to) { good_ = inflateInit2(&stream_, -MAX_WBITS) == Z_OK; }
    MemberUnpacking(const MemberUnpacking&) = delete;
    MemberUnpacking& operator=(const MemberUnpacking&) = delete;
    ~MemberUnpacking() { inflateEnd(&stream_); }

    /// As it is stored.
    bool copy(std::string_view bytes) { return put(bytes); }
    bool inflate_piece(std::string& packed) {
        stream_.next_in = reinterpret_cast<Bytef*>(packed.data());
        stream_.avail_in = static_cast<uInt>(packed.size());
        while (good_ && !ended_ && stream_.avail_in > 0) {
            stream_.next_out = reinterpret_cast<Bytef*>(buffer_.data());
            stream_.avail_out = static_cast<uInt>(buffer_.size());
            const int state = ::inflate(&stream_, Z_NO_FLUSH);
            if (state != Z_OK && state != Z_STREAM_END) return false;
            ended_ = state == Z_STREAM_END;
            if (!put({buffer_.data(), buffer_.size() - stream_.avail_out})) return false;
        }
        return good_;
    }
    bool ended() const { return ended_; }
    std::uint64_t bytes() const { return bytes_; }

private:
    bool put(std::string_view bytes) {
        bytes_ += bytes.size();
        return bytes_ <= most_unpacked && write_all(to_, bytes);
    }

    int to_;
    z_stream stream_{};
    bool good_ = false, ended_ = false;
    std::uint64_t bytes_ = 0;
    std::string buffer_ = std::string(std::size_t{1} << 18U, '\0');
};

/// False where the bytes are no such member.
bool unpack(std::ifstream& in, std::uint64_t from, const ZipMember& member, MemberUnpacking& to) {
    constexpr std::uint64_t piece = std::uint64_t{1} << 18U;
    for (std::uint64_t done = 0; done < member.packed_bytes;) {
        const auto size = static_cast<std::size_t>(std::min(piece, member.packed_bytes - done));
        std::string packed = bytes_at(in, from + done, size);
        if (packed.size() != size) return false;
        if (!(member.method == 0 ? to.copy(packed) : to.inflate_piece(packed))) return false;
        done += size;
    }
    return to.bytes() == member.bytes && (member.method == 0 || to.ended());
}

}  // namespace

std::string ZipMember::file_name() const {
    return std::filesystem::path(name).filename().string();
}

std::string ZipMember::extension() const {
    return key_of(std::filesystem::path(name).extension().string());
}

Result<std::vector<ZipMember>> zip_members(const std::string& file) {
    std::ifstream in(file, std::ios::binary);
    std::error_code error;
    const std::uint64_t size = std::filesystem::file_size(file, error);
    if (error || !in) return fail(Fault::unreadable, file);
    const auto directory = directory_of(in, size);
    if (!directory) return fail(Fault::unreadable, file, "cut_short");
    std::vector<ZipMember> out;
    std::size_t number = 0;
    for (std::size_t at = 0; at + 46 <= directory->size() && directory->compare(at, 4, "PK\x01\x02") == 0;) {
        const std::string_view entry = std::string_view{*directory}.substr(at);
        const std::size_t name = number_at(entry, 28, 2);
        at += 46 + name + number_at(entry, 30, 2) + number_at(entry, 32, 2);
        if (++number > most_members) return fail(Fault::too_large, file);
        ZipMember one;
        one.locked = (number_at(entry, 8, 2) & 1U) != 0;
        one.method = number_at(entry, 10, 2);
        one.packed_bytes = number_at(entry, 20, 4);
        one.bytes = number_at(entry, 24, 4);
        one.at = number_at(entry, 42, 4);
        one.name = name_of_member(entry.substr(46, name));
        one.cp874 = !is_utf8(entry.substr(46, name));
        if (!is_of_system(one.name)) out.push_back(std::move(one));
    }
    return out;
}

std::vector<ZipMember> tables_in_zip(const std::vector<ZipMember>& members) {
    return with_extension(members, {".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".ods", ".xls"});
}

std::vector<ZipMember> layers_in_zip(const std::vector<ZipMember>& members) {
    return with_extension(members, {".geojson", ".json", ".gpkg"});
}

std::vector<ZipMember> parts_of_layers_in_zip(const std::vector<ZipMember>& members) {
    std::vector<ZipMember> out;
    for (const ZipMember& shape : with_extension(members, {".shp"})) {
        const std::string stem = shape.name.substr(0, shape.name.rfind('.') + 1);
        for (const ZipMember& one : members)
            if (one.name.starts_with(stem)) out.push_back(one);
    }
    return out.empty() ? layers_in_zip(members) : out;
}

std::string names_beside(const std::vector<ZipMember>& members, const std::vector<ZipMember>& taken) {
    std::string out;
    for (const ZipMember& one : members)
        if (std::none_of(taken.begin(), taken.end(), [&](const ZipMember& t) { return t.at == one.at; }))
            out += (out.empty() ? "" : ", ") + one.file_name();
    return rows::cut(out, 160);
}

UnpackedMember::UnpackedMember(int file) : file_(file), path_(unpacked_folder) {
    // GDAL keeps what it found in a zip by its path: no two members may have the same one.
    struct stat facts {};
    if (::fstat(file, &facts) == 0)
        for (unsigned i = 0; i < facts.st_ino % 97; ++i) path_ += "./";
    path_ += std::to_string(file);
}

UnpackedMember::UnpackedMember(UnpackedMember&& other) noexcept
    : file_(std::exchange(other.file_, -1)), path_(std::move(other.path_)) {}

UnpackedMember::~UnpackedMember() {
    if (file_ >= 0) ::close(file_);
}

Result<UnpackedMember> UnpackedMember::of(const std::string& zip, const ZipMember& member) {
    const auto failed = [&](Fault fault, const char* detail) {
        return error_of_member({fault, zip, 0, "", "", detail, ""}, zip, member);
    };
    if (member.locked) return failed(Fault::unreadable, "locked_by_password");
    if (member.bytes > most_unpacked) return failed(Fault::too_large, "");
    if (member.method != 0 && member.method != Z_DEFLATED) return failed(Fault::unreadable, "");
    std::ifstream in(zip, std::ios::binary);
    const std::string head = bytes_at(in, member.at, 30);
    if (head.size() < 30 || !head.starts_with("PK\x03\x04")) return failed(Fault::unreadable, "damaged");
    const int file = nameless_file();
    if (file < 0) return failed(Fault::too_large, "");
    UnpackedMember out(file);
    MemberUnpacking unpacking(file);
    const std::uint64_t from = member.at + 30 + number_at(head, 26, 2) + number_at(head, 28, 2);
    if (!unpack(in, from, member, unpacking))
        return failed(unpacking.bytes() > most_unpacked ? Fault::too_large : Fault::unreadable, "");
    return out;
}

bool is_unpacked(std::string_view path) {
    return path.starts_with(unpacked_folder);
}

Failure error_of_member(Error error, const std::string& zip, const ZipMember& member) {
    error.file = zip;
    if (error.column.empty())
        error.column = member.file_name();
    else
        error.column = member.file_name() + " / " + error.column;
    return fail(std::move(error));
}

}  // namespace geo
