#include "geo/base/whole_file.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <unistd.h>
#include <utility>

namespace geo {
namespace {

/// Flushes a file or a folder by its name; the number of the system's error, 0 for none.
int flushed(const std::string& path, int flags) {
    const int descriptor = ::open(path.c_str(), flags | O_CLOEXEC);
    if (descriptor < 0) return errno;
    const int trouble = ::fsync(descriptor) == 0 ? 0 : errno;
    ::close(descriptor);
    return trouble;
}

int flush_folder_of(const std::string& file) {
    const std::string folder = std::filesystem::absolute(file).parent_path().string();
    const int trouble = flushed(folder, O_RDONLY | O_DIRECTORY);
    // A folder that may be written but not read, or on a file system that flushes no folders, is no fault.
    return trouble == EACCES || trouble == EINVAL ? 0 : trouble;
}

Failure unwritable(const std::string& temporary, const std::string& file, int trouble) {
    std::error_code ignored;
    std::filesystem::remove(temporary, ignored);
    return fail(Fault::unwritable, file, trouble == 0 ? std::string{} : std::strerror(trouble));
}

}  // namespace

std::string temporary_beside(const std::string& file) {
    return file + ".part" + std::to_string(::getpid());
}

Result<void> put_in_place(const std::string& temporary, const std::string& file) {
    int trouble = flushed(temporary, O_RDONLY);
    if (trouble == 0 && std::rename(temporary.c_str(), file.c_str()) != 0) trouble = errno;
    if (trouble != 0) return unwritable(temporary, file, trouble);
    trouble = flush_folder_of(file);
    if (trouble != 0) return fail(Fault::unwritable, file, std::strerror(trouble));
    return {};
}

Result<void> write_whole(const std::string& file, const std::function<bool(std::string_view& piece)>& next) {
    const std::string temporary = temporary_beside(file);
    std::FILE* stream = std::fopen(temporary.c_str(), "wbe");
    if (stream == nullptr) return fail(Fault::unwritable, file, std::strerror(errno));
    errno = 0;
    bool written = true;
    for (std::string_view piece; written && next(piece);)
        written = std::fwrite(piece.data(), 1, piece.size(), stream) == piece.size();
    const int trouble = errno;
    if (std::fclose(stream) != 0) return unwritable(temporary, file, errno);
    if (!written) return unwritable(temporary, file, trouble);
    return put_in_place(temporary, file);
}

Result<void> write_whole(const std::string& file, std::string_view bytes) {
    bool given = false;
    return write_whole(file, [&](std::string_view& piece) {
        piece = bytes;
        return !std::exchange(given, true);
    });
}

}  // namespace geo
